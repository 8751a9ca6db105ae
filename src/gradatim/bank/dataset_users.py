"""Which exam tasks and drills use which dataset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drills
from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_tasks


def tasks_by_dataset() -> Mapping[str, list[ExamTask]]:
    """Return the exam tasks that use each dataset, by dataset id, whether for their examples or beside them."""
    users: dict[str, list[ExamTask]] = defaultdict(list)
    for task in load_tasks():
        for dataset_id in (task.dataset_id, *task.also):
            users[dataset_id].append(task)
    return users


def drills_by_dataset() -> Mapping[str, list[Drill]]:
    """Return the drills that lay files of each dataset beside the answer, by dataset id."""
    users: dict[str, list[Drill]] = defaultdict(list)
    for drill in load_drills().values():
        for dataset_id in sorted({source.split("/")[0] for source in drill.data.values()}):
            users[dataset_id].append(drill)
    return users
