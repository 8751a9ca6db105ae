"""The verdicts that pages show in pictures still hold: today's tasks come to the same metrics and scores."""

from __future__ import annotations

import hashlib

import pytest

from gradatim.bank.drill_reader import load_drills
from gradatim.bank.reader import load_task
from gradatim.data.split import Split
from gradatim.drills.as_tests import _checks
from gradatim.grading.bands import score_for
from gradatim.grading.metrics import measure
from gradatim.settings import settings
from tests.web.lived_in import failed_verdict
from tests.web.recorded import FOLDER, TASKS, recorded

NEXT = "Next: python -m tests.web.recorded"


def test_each_recorded_model_is_here_and_nothing_else() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == {*TASKS, "earth-from-above"}


@pytest.mark.parametrize("name", TASKS)
def test_a_recorded_verdict_is_what_the_task_says_today(name: str) -> None:
    known = recorded(name)
    task = load_task(known.task)
    assert hashlib.sha256(known.model.read_bytes()).hexdigest() == known.result.model_sha256, f"{name}. {NEXT} {name}"
    if known.predictions is None:
        assert known.result.score is None
        assert known.result.preflight
        return
    hidden = task.hidden_set(Split(settings().split_key_bytes))
    metric = measure(task.rubric.metric, known.predictions, hidden, task.output)
    assert known.result.metric is not None
    assert metric.value == pytest.approx(known.result.metric.value, rel=1e-9), f"{name}. {NEXT} {name}"
    assert score_for(metric.value, task.rubric) == known.result.score, f"{name}. {NEXT} {name}"


def test_the_verdict_on_a_drill_names_its_checks() -> None:
    verdict = failed_verdict()
    assert [check.title for check in verdict.checks] == [title for _, title in _checks(load_drills()[verdict.drill])]
