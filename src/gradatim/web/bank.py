"""The bank as the server keeps it: read once for each content folder, because reading takes longer than a page may."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path

from gradatim.bank import dataset_users
from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task, load_tasks
from gradatim.data.catalogue import Dataset, list_datasets
from gradatim.exams.blueprint import PRACTICE, list_blueprints
from gradatim.settings import settings

_reading = threading.Lock()
"""Held while the bank is read, so that pages that are asked for at once do not each read it."""


def exam_tasks() -> dict[str, ExamTask]:
    """Return all exam tasks by id, in the order of category and id. A change of the bank shows after a restart."""
    with _reading:
        return _tasks(settings().content)


def find_task(task_id: str) -> ExamTask:
    """Return an exam task by its id.

    Raises:
        UserError: The bank has none of this id; the message names the nearest.
    """
    return exam_tasks().get(task_id) or load_task(task_id)


def datasets() -> dict[str, Dataset]:
    """Return all datasets of the catalogue by id."""
    with _reading:
        return _datasets(settings().content)


def drills_by_dataset() -> dict[str, int]:
    """Return how many drills use each dataset, by its id."""
    return _drills_by_dataset(settings().content)


def category_titles() -> dict[int, str]:
    """Return the titles of the exam's categories by number."""
    return _titles(settings().content)


@cache
def _tasks(_content: Path) -> dict[str, ExamTask]:
    return {task.id: task for task in load_tasks()}


@cache
def _datasets(_content: Path) -> dict[str, Dataset]:
    return {dataset.id: dataset for dataset in list_datasets()}


@cache
def _drills_by_dataset(_content: Path) -> dict[str, int]:
    return {dataset_id: len(drills) for dataset_id, drills in dataset_users.drills_by_dataset().items()}


@cache
def _titles(_content: Path) -> dict[int, str]:
    practice = next((blueprint for blueprint in list_blueprints() if blueprint.id == PRACTICE), None)
    return {category.number: category.title for category in practice.category} if practice else {}
