"""Runs the learner's `answer.py`, then the checks of `checks.py` until one fails, and leaves the verdict."""

from __future__ import annotations

import importlib
import sys
import traceback
from types import ModuleType
from typing import Any

import checking  # type: ignore[import-not-found]  # lies beside this file in the sandbox

ANSWER = "answer.py"
_TEXT_CHARACTERS = 4000


def run() -> dict[str, Any]:
    """Return what came of the answer: `{"error": … or None, "checks": [{"name", "title", "state", …}]}`."""
    try:
        importlib.import_module("prelude")
    except ModuleNotFoundError as missing:
        if missing.name != "prelude":
            raise
    checks = _checks()
    try:
        answer = _import_answer()
    except BaseException as error:
        return {"error": _explained(error), "checks": [_told(check, "not run") for check in checks]}
    results: list[dict[str, Any]] = []
    for check in checks:
        go_on = all(result["state"] == "passed" for result in results)
        results.append(_result(check, answer) if go_on else _told(check, "not run"))
    return {"error": None, "checks": results}


def _checks() -> list[Any]:
    """Return the checks in the order in which they stand in the file."""
    module = importlib.import_module("checks")
    return [value for name, value in vars(module).items() if name.startswith("check_") and callable(value)]


def _import_answer() -> ModuleType:
    module = ModuleType("answer")
    module.__file__ = ANSWER
    sys.modules["answer"] = module
    with open(ANSWER, "rb") as file:  # noqa: PTH123 - beside this file
        code = compile(file.read(), ANSWER, "exec", dont_inherit=True)
    exec(code, vars(module))  # noqa: S102 - running it is what this process is for
    return module


def _result(check: Any, answer: ModuleType) -> dict[str, Any]:
    try:
        check(answer)
    except checking.UnmetError as unmet:
        return _told(check, "failed") | {
            "expected": unmet.expected,
            "received": unmet.received,
            "look": unmet.look,
            "line": unmet.line,
        }
    except BaseException as error:
        return _told(check, "raised") | {"error": _explained(error)}
    return _told(check, "passed")


def _told(check: Any, state: str) -> dict[str, Any]:
    title = (check.__doc__ or check.__name__).strip().splitlines()[0].rstrip(".")
    return {"name": check.__name__, "title": title, "state": state}


def _explained(error: BaseException) -> dict[str, Any]:
    """Return the type, the message, the last line of the answer in it, and the traceback's lines of the answer."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename == ANSWER]
    line = error.lineno if isinstance(error, SyntaxError) and error.filename == ANSWER else None
    shown = "".join(traceback.format_list(frames))
    message = "".join(traceback.format_exception_only(error)).strip()
    return {
        "type": type(error).__name__,
        "message": message[-_TEXT_CHARACTERS:],
        "line": frames[-1].lineno if frames and line is None else line,
        "trace": shown[-_TEXT_CHARACTERS:],
    }


if __name__ == "__main__":
    verdict = run()
