"""Lines for the problem lists of editors: one line each, at the right place, and no more than the exam shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gradatim.cli.drill_words import verdict_lines
from gradatim.cli.problem_lines import drill_problems, entry_line, refusal_problems, result_problems
from gradatim.cli.terminal import out
from gradatim.drills.verdict import AnswerError, DrillOutcome, DrillVerdict
from gradatim.exams.blueprint import Feedback
from gradatim.grading.bands import score_for
from gradatim.grading.result import Finding, GradeResult, Metric, Notice, Outcome
from gradatim.workspace.editors.vscode import PROBLEM
from tests.exams.builders import ACCURACY

ANSWER = '"""A task."""\n\nimport keras\n\n\ndef solution_model():\n    return keras.Sequential()\n'
FINDING = Finding(
    id="input-scale",
    points=2,
    points_measured=True,
    summary="With inputs divided by 255\nthe accuracy is 0.93.",
    advice="Divide in training, too.",
    skills=["nn.preprocess"],
)


@pytest.fixture
def answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "category1" / "answer.py"
    path.parent.mkdir()
    path.write_text(ANSWER)
    return path


def scored(value: float, *findings: Finding) -> GradeResult:
    return GradeResult(
        task="t",
        task_version="1-a",
        grader_version="1",
        model_sha256="0" * 64,
        outcome=Outcome.SCORED,
        score=score_for(value, ACCURACY),
        metric=Metric(name="accuracy", value=value, interval=(value, value)),
        bands=list(ACCURACY.bands),
        findings=list(findings),
    )


def test_a_finding_is_a_warning_at_the_function_that_makes_the_model(answer: Path) -> None:
    (line,) = result_problems(scored(0.75, FINDING), ACCURACY, Feedback.OPEN, answer)
    match = re.match(PROBLEM, line)
    assert match is not None
    assert match.groups() == (
        "category1/answer.py",
        "6",
        "warning",
        "With inputs divided by 255 the accuracy is 0.93. Divide in training, too.",
    )


def test_while_the_exam_hides_them_neither_findings_nor_the_metric_are_told(answer: Path) -> None:
    (line,) = result_problems(scored(0.75, FINDING), ACCURACY, Feedback.SCORE, answer)
    assert line == "category1/answer.py:6: info: 3 of 5: in the middle third of the way from 3 to 4"


def test_a_full_score_leaves_no_problem(answer: Path) -> None:
    assert result_problems(scored(0.95), ACCURACY, Feedback.OPEN, answer) == []


def test_each_reason_of_a_refusal_is_an_error_on_one_line(answer: Path) -> None:
    notices = [
        Notice(code="a", expected="", received="", message="Expected one output.\nReceived: 2."),
        Notice(code="b", expected="", received="", message="\x1b[2JHidden"),
    ]
    assert refusal_problems(notices, answer) == [
        "category1/answer.py:6: error: Expected one output. Received: 2.",
        "category1/answer.py:6: error: Hidden",
    ]
    refused = scored(0.5).model_copy(update={"outcome": Outcome.REFUSED, "score": None, "preflight": notices})
    assert result_problems(refused, ACCURACY, Feedback.SCORE, answer) == refusal_problems(notices, answer)


@pytest.mark.parametrize("text", ["def other():\n    pass\n", "def solution_model(:\n", "\x00", "(" * 3000])
def test_an_answer_that_cannot_be_read_has_its_problems_on_line_1(answer: Path, text: str) -> None:
    answer.write_text(text)
    assert entry_line(answer) == 1
    answer.unlink()
    assert entry_line(answer) == 1


def test_the_places_in_a_verdict_stay_whole_however_long_their_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    out.cache_clear()
    answer = tmp_path / ("a folder with a long name, " * 5) / "answer.py"
    trace = '  File "answer.py", line 7, in build\n    keras.Nothing()\n'
    error = AnswerError("AttributeError", "AttributeError: no Nothing", 7, trace)
    verdict = DrillVerdict("d", DrillOutcome.ERROR, (), error, "", 1.0)
    out().print(verdict_lines(verdict, answer), width=80, crop=False)
    printed = capsys.readouterr().out.splitlines()
    out.cache_clear()
    assert f'File "{answer}", line 7' in printed
    assert f'      File "{answer}", line 7, in build' in printed
    monkeypatch.chdir(tmp_path)
    (line,) = drill_problems(verdict, answer)
    assert re.match(PROBLEM, line)
    assert line.endswith("/answer.py:7: error: The file does not run: AttributeError: no Nothing")
