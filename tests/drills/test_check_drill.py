"""What comes of answers: right ones, wrong ones, broken ones and hostile ones. The sandbox is the real one."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.bank.drill import Drill
from gradatim.drills.check_drill import check_drill
from gradatim.drills.verdict import CheckState, DrillOutcome
from tests.drills.builders import a_drill

RIGHT = "def double(number):\n    return number * 2\n"


@pytest.fixture
def drill(tmp_path: Path) -> Drill:
    return a_drill(tmp_path, seconds=3)


def test_a_right_answer_passes_all_checks(drill: Drill) -> None:
    verdict = check_drill(drill, RIGHT)
    assert verdict.passed
    assert [check.title for check in verdict.checks] == ["The number is doubled", "Zero stays zero"]
    assert {check.state for check in verdict.checks} == {CheckState.PASSED}


def test_the_first_failing_check_says_expected_received_and_where_to_look(drill: Drill) -> None:
    verdict = check_drill(drill, "def double(number):\n    return number * 3\n")
    failing = verdict.first_failing
    assert verdict.outcome is DrillOutcome.FAILED
    assert failing is not None
    assert (failing.expected, failing.received, failing.look) == ("double(3) to be 6", "9", "What is twice three?")
    assert [check.state for check in verdict.checks] == [CheckState.FAILED, CheckState.NOT_RUN]


def test_a_gap_that_was_not_filled_is_named_with_its_line(drill: Drill) -> None:
    verdict = check_drill(drill, "\ndouble = ...\n")
    assert verdict.first_failing is not None
    assert verdict.first_failing.received == "double = ..."
    assert verdict.line == 2


def test_what_an_answer_raises_in_a_check_is_shown_with_its_own_line(drill: Drill) -> None:
    verdict = check_drill(drill, "def double(number):\n    return number['two']\n")
    assert verdict.first_failing is not None
    assert verdict.first_failing.state is CheckState.RAISED
    assert verdict.first_failing.error is not None
    assert "'int' object is not subscriptable" in verdict.first_failing.error.message
    assert verdict.line == 2
    assert "checks.py" not in verdict.first_failing.error.trace


@pytest.mark.parametrize(
    ("answer", "kind", "line"),
    [
        ("def double(:\n", "SyntaxError", 1),
        ("import numpy\n\nnumpy.zeros(3)[5]\n", "IndexError", 3),
        ("raise SystemExit(3)\n", "SystemExit", 1),
        ("import tensorflow as tf\ntf.reshape(tf.zeros(6), (4,))\n", "InvalidArgumentError", 2),
        ("class E(BaseException): pass\nraise E('own')\n", "E", 2),
    ],
)
def test_a_file_that_does_not_run_is_told_with_error_and_line(drill: Drill, answer: str, kind: str, line: int) -> None:
    verdict = check_drill(drill, answer)
    assert verdict.outcome is DrillOutcome.ERROR
    assert verdict.error is not None
    assert (verdict.error.type, verdict.line) == (kind, line)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("while True: pass\n", DrillOutcome.TIMEOUT),
        ("x = bytearray(8 << 30)\n", DrillOutcome.ERROR),
        ("import os\nos._exit(0)\n", DrillOutcome.CRASHED),
        ("import ctypes\nctypes.string_at(0)\n", DrillOutcome.CRASHED),
    ],
)
def test_an_answer_that_runs_away_is_ended_and_told(drill: Drill, answer: str, outcome: DrillOutcome) -> None:
    verdict = check_drill(drill, answer)
    assert verdict.outcome is outcome
    assert not verdict.passed
    assert verdict.as_text()


def test_an_answer_that_meddles_with_the_verdict_does_not_break_the_reader(drill: Drill) -> None:
    verdict = check_drill(drill, "import __main__\n__main__._told = lambda check, state: {'state': 'won'}\n" + RIGHT)
    assert verdict.outcome is DrillOutcome.CRASHED
    assert "leaves the checks alone" in verdict.as_text()


def test_texts_of_the_answer_lose_their_control_characters_and_are_cut(drill: Drill) -> None:
    verdict = check_drill(drill, "def double(n):\n    raise ValueError('long ' * 9000 + '\\x1b[31mred\\x07')\n")
    assert verdict.first_failing is not None
    assert verdict.first_failing.error is not None
    assert verdict.first_failing.error.message.endswith("long red")
    assert len(verdict.first_failing.error.message) <= 4000
    own = "class Own:\n    def __repr__(self):\n        return '\\x1b[2Jgone'\n"
    verdict = check_drill(drill, f"{own}def double(n):\n    return Own()\n")
    assert verdict.first_failing is not None
    assert verdict.first_failing.received == "gone"


def test_what_the_answer_prints_is_told_while_it_runs(drill: Drill) -> None:
    lines: list[str] = []
    check_drill(drill, "print('epoch 1')\n" + RIGHT, on_line=lines.append)
    assert lines == ["epoch 1"]


def test_an_answer_reaches_neither_network_nor_the_bank(drill: Drill) -> None:
    verdict = check_drill(drill, "import socket\nsocket.create_connection(('127.0.0.1', 9))\n")
    assert verdict.error is not None
    assert verdict.error.type == "PermissionError"
    verdict = check_drill(drill, f"open({str(drill.solution)!r})\n")
    assert verdict.error is not None
    assert verdict.error.type == "FileNotFoundError"


def test_files_and_a_prelude_lie_beside_the_answer(tmp_path: Path) -> None:
    drill = a_drill(tmp_path, files={"prelude": "import builtins\nbuiltins.two = 2\n"})
    (drill.folder / "files" / "sub").mkdir(parents=True)
    (drill.folder / "files" / "sub" / "factor.txt").write_text("2")
    answer = (
        "factor = int(open('sub/factor.txt').read())\ndef double(number):\n    return number * factor * two // factor\n"
    )
    assert check_drill(drill, answer).passed


def test_what_a_learner_works_with_can_be_imported(drill: Drill) -> None:
    imports = (
        "import matplotlib.pyplot, pandas, scipy.ndimage, PIL.Image, tensorflow_datasets\n"
        "matplotlib.pyplot.plot([1, 2])\nmatplotlib.pyplot.savefig('plot.png')\n"
    )
    assert check_drill(drill, imports + RIGHT).passed


def test_random_numbers_repeat(drill: Drill) -> None:
    answer = "import keras\nprint(keras.random.normal((2,)).numpy().tolist())\n" + RIGHT
    first: list[str] = []
    second: list[str] = []
    check_drill(drill, answer, on_line=first.append)
    check_drill(drill, answer, on_line=second.append)
    assert first == second
