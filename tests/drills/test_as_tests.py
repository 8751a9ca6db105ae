"""Drills as tests: whatever happens, a failing test says it in one line."""

from __future__ import annotations

import unittest
from pathlib import Path

from gradatim.bank.drill_reader import load_drill
from gradatim.drills.as_tests import drill_tests, drill_tests_by_id
from gradatim.errors import UserError

DRILL = "stop-at-accuracy"


def messages(tests: type[unittest.TestCase]) -> list[str]:
    """Run all tests of a class; return what each failure says, without its traceback."""
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(tests).run(result)
    assert not result.errors
    assert result.testsRun == len(result.failures)
    return [text.partition("AssertionError: ")[2].removesuffix("\n") for _, text in result.failures]


def test_a_message_of_several_lines_becomes_one() -> None:
    def read() -> str:
        raise UserError(
            "Expected an answer", received="two\n\tlines \x1b[2Jand a hidden \u202eorder", next_step="this\none"
        )

    told = messages(drill_tests(load_drill(DRILL), read, module=__name__))
    assert told == ["Expected an answer. Received: two lines and a hidden order. Next: this one"] * 3


def test_an_answer_that_is_gone_is_told(tmp_path: Path) -> None:
    (first, *_) = messages(drill_tests_by_id(DRILL, tmp_path / "answer.py", __name__))
    place = tmp_path / "answer.py"
    assert first == f"Expected your answer at {place}. Received: No such file or directory. Next: put the file back"


def test_a_drill_that_is_unknown_gives_one_test_that_says_so(tmp_path: Path) -> None:
    tests = drill_tests_by_id("no-such-drill-at-all", tmp_path / "answer.py", __name__)
    assert tests.__name__ == "TestCase"
    assert messages(tests) == ["Expected the id of a drill. Received: no-such-drill-at-all. Next: gradatim skills"]
