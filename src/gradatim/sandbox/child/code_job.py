"""Runs a script as if by `python main.py`, in this process, whose TensorFlow is imported already."""

from __future__ import annotations

import json
import sys
import threading
import traceback
from collections.abc import Sequence
from multiprocessing.context import BaseContext
from pathlib import Path
from types import ModuleType, TracebackType
from typing import BinaryIO

from gradatim.sandbox.wire import MAX_VERDICT_BYTES

SCRIPT = "main.py"
VERDICT = "verdict"


class ScriptError(Exception):
    """The script raised; `error` is what, and the text ends with the traceback's lines of the script."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        frames = _within_the_script(error.__traceback__)
        lines = traceback.format_exception(type(error), error, frames)
        super().__init__("".join(lines).strip())


def run_script(files: Sequence[tuple[str, int]], contents: BinaryIO) -> bytes:
    """Write the files into the scratch folder and run `main.py` among them.

    Args:
        files: Name and size of each, in the order of their contents.
        contents: The contents, one after the other.

    Returns:
        The script's global `verdict` as JSON, `null` if it left none.

    Raises:
        ScriptError: The script raised, or left a verdict that is not JSON or too large.
    """
    for name, size in files:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents.read(size))
    _lock_threads_only()
    module = ModuleType("__main__")
    module.__file__ = SCRIPT
    sys.modules["__main__"] = module
    sys.path.insert(0, str(Path.cwd()))
    sys.argv[:] = [SCRIPT]
    try:
        code = compile(Path(SCRIPT).read_bytes(), SCRIPT, "exec", dont_inherit=True)
        # Running it is what this process is for.
        exec(code, vars(module))  # noqa: S102
    except SystemExit as left:
        if left.code not in (None, 0):
            raise ScriptError(left) from None
    except BaseException as error:
        raise ScriptError(error) from None
    return _verdict(vars(module).get(VERDICT))


def _lock_threads_only() -> None:
    """Let thread pools work without /dev/shm, which is not there: Keras lists picture folders with one.

    A lock of multiprocessing is a named semaphore there. No other process could share it: none can be started.
    """
    BaseContext.Lock = lambda _: threading.Lock()  # type: ignore[method-assign, assignment, return-value]


def _verdict(value: object) -> bytes:
    try:
        encoded = json.dumps(value).encode()
        if len(encoded) > MAX_VERDICT_BYTES:
            raise ValueError(  # noqa: TRY301 - told like any other mistake of the script
                f"Expected a verdict of at most {MAX_VERDICT_BYTES} bytes. Received: {len(encoded)}"
            )
    except Exception as error:  # a class of the script's own may raise anything
        raise ScriptError(error) from None
    return encoded


def _within_the_script(trace: TracebackType | None) -> TracebackType | None:
    while trace is not None and trace.tb_frame.f_code.co_filename != SCRIPT:
        trace = trace.tb_next
    return trace
