"""A benchmark whose contenders compute different things is worth nothing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks.commands import CommandFailedError
from benchmarks.grading.bank import write_bank
from benchmarks.grading.workload import ACCURACY, CASES, MadeCase

from gradatim.bank.reader import read_task, task_folders
from gradatim.data.split import Split
from gradatim.settings import settings


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_contender_that_finds_another_metric_is_refused(case: object) -> None:
    assert case in CASES
    made = MadeCase(CASES[CASES.index(case)], Path(), expected=0.8, parameters=1)
    made.check(0.8, "one")
    with pytest.raises(CommandFailedError, match="from another"):
        made.check(0.79, "another")
    with pytest.raises(CommandFailedError):
        made.check(float("nan"), "another")


def test_the_tasks_of_the_benchmark_are_exam_tasks_with_all_rows_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workload = []
    for case in CASES:
        (tmp_path / case.id).mkdir()
        inputs = np.arange(3 * int(np.prod(case.shape))).reshape(3, *case.shape).astype(case.stored)
        np.savez(tmp_path / case.id / "rows.npz", inputs=inputs, targets=np.arange(3))
        workload.append(MadeCase(case, tmp_path / case.id, 0.8, 1))
    content = write_bank(tmp_path / "content", workload)
    monkeypatch.setenv("GRADATIM_CONTENT", str(content))
    settings.cache_clear()
    tasks = [read_task(folder) for folder in task_folders()]
    assert {task.id for task in tasks} == {case.id for case in CASES}
    for task in tasks:
        hidden = task.hidden_set(Split(b"any key"))
        assert len(hidden.inputs) == 3
        assert task.rubric.metric.value in (ACCURACY, "mean absolute error")
