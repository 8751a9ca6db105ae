"""`task verify` on a small task: what it proves, what it reports, and which exam tasks a commit draws."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.bank.reader import load_task, load_tasks
from gradatim.cli.task_verify import draw_tasks
from gradatim.data.examples import Examples
from gradatim.data.split import Split
from gradatim.grading.verify_task import _Verifier
from gradatim.settings import PRACTICE_SPLIT_KEY

SPLIT = Split(PRACTICE_SPLIT_KEY.encode())


def test_a_hidden_example_in_the_candidates_part_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = load_task("penguin-mass")
    verifier = _Verifier(task, SPLIT, tmp_path, lambda _what, _epoch: None, {})
    (verifier.folder / "data").mkdir(parents=True)
    task.write_candidate_data(SPLIT, verifier.folder / "data")
    checks = {check.name: check for check in verifier.check_data()}
    assert all(check.passed for check in checks.values()), checks

    def leaking(_self: object, split: Split) -> Examples:
        return task.hidden_set(split)

    monkeypatch.setattr("gradatim.bank.exam_task.ExamTask.training_set", leaking)
    checks = {check.name: check for check in verifier.check_data()}
    leak = checks["nothing hidden is in the candidate's part"]
    assert not leak.passed
    assert "its id is the candidate's as well" in leak.detail


def test_a_commit_always_draws_the_same_tasks_and_another_one_others() -> None:
    tasks = load_tasks()
    first = [task.id for task in draw_tasks(tasks, 2, "commit 1")]
    assert len(set(first)) == 2
    assert first == [task.id for task in draw_tasks(tasks[::-1], 2, "commit 1")]
    drawn = {task.id for number in range(200) for task in draw_tasks(tasks, 2, f"commit {number}")}
    assert drawn == {task.id for task in tasks}
