"""A drill as `unittest` tests, one for each check, so that every editor and test runner shows it as a tree.

The message of a failing test is one line: some editors show no more than the first.
"""

from __future__ import annotations

import ast
import unittest
from collections.abc import Callable
from pathlib import Path

from gradatim.bank.drill import ANSWER_FILE, Drill
from gradatim.bank.drill_reader import load_drill
from gradatim.drills.check_drill import check_drill
from gradatim.drills.verdict import CheckState, DrillVerdict
from gradatim.errors import UserError
from gradatim.sandbox.failure import SandboxUnavailable
from gradatim.sandbox.hostile_text import clean

_MESSAGE_CHARACTERS = 600
__unittest = True
"""Keeps this file out of the traceback of a failing test."""


def drill_tests_by_id(drill_id: str, answer: Path, module: str) -> type[unittest.TestCase]:
    """Return the tests of a drill by its id, as the tests of a course do.

    A drill that this version does not have gives one test, which fails and says so.

    Args:
        drill_id: Id of the drill.
        answer: The learner's file.
        module: Name of the module of the tests.
    """
    try:
        return drill_tests(load_drill(drill_id), lambda: _read(answer), module=module)
    except UserError as error:
        failing = _failing(_in_one_line(error))
        return type("TestCase", (unittest.TestCase,), {"__module__": module, "test_1_drill": failing})


def drill_tests(
    drill: Drill,
    read: Callable[[], str],
    *,
    module: str,
    name: str = "TestCase",
    on_verdict: Callable[[DrillVerdict, str], None] = lambda *_: None,
) -> type[unittest.TestCase]:
    """Return a class with one test for each check. The answer is read and checked when the first of them runs.

    Args:
        drill: The drill.
        read: Returns the text of the learner's answer, or raises a `UserError`.
        module: Name of the module that will hold the class; editors find its file by it.
        name: Name of the class. Defaults to "TestCase".
        on_verdict: Called with each verdict and the text that it is about. Defaults to nothing.
    """
    asked = _Asked(drill, read, on_verdict)
    methods: dict[str, object] = {
        f"test_{number}_{check.removeprefix('check_')}": _test(asked, check, title)
        for number, (check, title) in enumerate(_checks(drill), start=1)
    }
    return type(name, (unittest.TestCase,), {"__module__": module, "__doc__": drill.title, **methods})


class _Asked:
    """Checks an answer once for all tests of a class, and again when its text has changed."""

    def __init__(self, drill: Drill, read: Callable[[], str], on_verdict: Callable[[DrillVerdict, str], None]) -> None:
        self._drill, self._read, self._on_verdict = drill, read, on_verdict
        self._text: str | None = None
        self._verdict: DrillVerdict | None = None

    def verdict(self) -> DrillVerdict:
        text = self._read()
        if self._verdict is None or text != self._text:
            self._verdict, self._text = check_drill(self._drill, text), text
            self._on_verdict(self._verdict, text)
        return self._verdict


def _test(asked: _Asked, check: str, title: str) -> Callable[[unittest.TestCase], None]:
    def test(case: unittest.TestCase) -> None:
        __tracebackhide__ = True  # pytest then shows the message alone
        try:
            verdict = asked.verdict()
        except UserError as error:
            case.fail(_in_one_line(error))
        except SandboxUnavailable as error:
            case.fail(_one_line(str(error)))
        mine = next((result for result in verdict.checks if result.name == check), None)
        if mine is not None and mine.state is CheckState.PASSED:
            return
        if verdict.first_failing is not None and mine is not None and mine.state is CheckState.NOT_RUN:
            case.skipTest("not run yet: a check before it does not pass")
        place = f" ({ANSWER_FILE}, line {verdict.line})" if verdict.line else ""
        case.fail(_one_line(verdict.as_text()) + place)

    test.__doc__ = title
    return test


def _read(answer: Path) -> str:
    try:
        return answer.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UserError(
            f"Expected your answer at {answer}", received=error.strerror or str(error), next_step="put the file back"
        ) from error


def _failing(message: str) -> Callable[[unittest.TestCase], None]:
    def test(case: unittest.TestCase) -> None:
        case.fail(message)

    return test


def _checks(drill: Drill) -> list[tuple[str, str]]:
    """Return name and title of the checks, in the order in which they run; the file is read, not imported."""
    functions = (node for node in ast.parse(drill.checks.read_bytes()).body if isinstance(node, ast.FunctionDef))
    checks = (node for node in functions if node.name.startswith("check_"))
    return [(node.name, (ast.get_docstring(node) or node.name).splitlines()[0].rstrip(".")) for node in checks]


def _in_one_line(error: UserError) -> str:
    return _one_line(f"{error.expected}. Received: {error.received}. Next: {error.next_step}")


def _one_line(message: str) -> str:
    """Return a message without line breaks and control characters."""
    return clean(" ".join(message.split()), limit=_MESSAGE_CHARACTERS)
