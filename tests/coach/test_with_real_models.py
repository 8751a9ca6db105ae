"""Real Keras models of a real task, asked in the real sandbox."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.coach import coach
from gradatim.coach.case import Case
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.grading.grade import grade
from gradatim.grading.kept_examples import forget_examples
from gradatim.grading.result import GradeResult, Outcome
from gradatim.settings import PRACTICE_SPLIT_KEY

SPLIT = Split(PRACTICE_SPLIT_KEY.encode())


@pytest.fixture(scope="module")
def task() -> ExamTask:
    """Body mass from the length of a flipper: one number in, one out."""
    return load_task("penguin-mass")


@pytest.fixture(scope="module")
def models(task: ExamTask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Models for it, each named for the finding that it must get."""
    folder = tmp_path_factory.mktemp("coach-models")
    examples = task.training_set(SPLIT)
    length, mass = examples.inputs[:, 0].astype(np.float64), examples.targets[:, 0].astype(np.float64)
    slope = np.corrcoef(length, mass)[0, 1]
    figures = [length.mean(), length.std(), mass.mean(), mass.std(), slope]
    script = Path(__file__).parent / "make_models.py"
    subprocess.run(
        [sys.executable, str(script), str(folder), *map(str, figures)],
        env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"},
        check=True,
        capture_output=True,
    )
    return folder


def graded(task: ExamTask, model: Path) -> GradeResult:
    result = grade(task, SPLIT, model, model_sha256="0" * 64, coach=coach).result
    assert result.outcome is Outcome.SCORED, result.preflight
    return result


@pytest.mark.parametrize(
    "finding",
    [
        "input-scale",
        "not-rescaled",
        "forecast-bias",
        "untrained",
        "constant-prediction",
        "nondeterministic",
        "batch-dependent",
    ],
)
def test_the_mistake_is_found_and_told_with_figures_advice_and_a_skill(
    finding: str, task: ExamTask, models: Path
) -> None:
    result = graded(task, models / f"{finding}.keras")
    assert [found.id for found in result.findings][:1] == [finding], result.findings
    first = result.findings[0]
    assert first.evidence
    assert first.advice.count(".") >= 2
    assert first.skills
    if finding == "constant-prediction":
        # Its weights are those of a new model, too, and the reason is another one than that nobody trained it.
        assert "softmax over a single unit" in first.summary
    if finding in ("input-scale", "not-rescaled", "forecast-bias"):
        assert result.score is not None
        assert (first.points, first.points_measured) == (5 - result.score, True)


def test_a_good_model_gets_no_finding_and_the_same_result_each_time(task: ExamTask, models: Path) -> None:
    first, second = (graded(task, models / "good.keras") for _ in range(2))
    assert (first.score, first.findings) == (5, [])
    assert first.metric == second.metric
    assert first.timings_ms.coach > 0


@pytest.mark.parametrize(
    ("model", "finding", "layer"),
    [("noise-when-called", "nondeterministic", "noise"), ("batch-when-called", "batch-dependent", "normal")],
)
def test_training_that_predicting_overrules_costs_no_points_and_is_told(
    model: str, finding: str, layer: str, task: ExamTask, models: Path
) -> None:
    result = graded(task, models / f"{model}.keras")
    assert [(found.id, found.points) for found in result.findings] == [(finding, 0)], result.findings
    assert result.score == 5
    assert result.findings[0].evidence["layers_in_training"] == [layer]
    assert "costs no points" in result.findings[0].summary


def test_noise_in_training_alone_is_no_mistake(task: ExamTask, models: Path) -> None:
    assert graded(task, models / "noise-in-training.keras").findings == []


def test_the_same_file_gets_the_same_findings(task: ExamTask, models: Path) -> None:
    first, second = (graded(task, models / "input-scale.keras").findings for _ in range(2))
    assert first == second


def test_the_own_examples_are_read_while_the_model_loads(
    task: ExamTask, models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    phases: list[str] = []
    before: list[list[str]] = []
    coaching = threading.Event()
    read = ExamTask.training_set

    def slowly_read(task: ExamTask, split: Split) -> Examples:
        before.append(list(phases))
        assert coaching.wait(60), "Expected the model to be scored meanwhile. Received: a grading that waits"
        return read(task, split)

    def on_phase(phase: str) -> None:
        phases.append(phase)
        if phase == "coaching":
            coaching.set()

    monkeypatch.setattr(ExamTask, "training_set", slowly_read)
    forget_examples()
    model = models / "forecast-bias.keras"
    result = grade(task, SPLIT, model, model_sha256="0" * 64, on_phase=on_phase, coach=coach).result
    assert [found.id for found in result.findings] == ["forecast-bias"]
    assert len(before) == 1
    assert "scoring" not in before[0]


def test_a_coach_that_fails_costs_nothing(
    task: ExamTask, models: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_case: Case) -> None:
        raise ValueError(f"the labels are {1875 * 2} and more")

    monkeypatch.setattr("gradatim.coach.ask_model.examine", fails)
    result = graded(task, models / "input-scale.keras")
    assert (result.score, result.findings) == (0, [])
    printed = capsys.readouterr()
    assert "the coach failed" in printed.out + printed.err
    assert "3750" not in printed.out + printed.err
