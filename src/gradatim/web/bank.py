"""The bank as the server keeps it: read once for each content folder, because reading takes longer than a page may."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_tasks
from gradatim.data.catalogue import Dataset, list_datasets
from gradatim.exams.blueprint import PRACTICE, list_blueprints
from gradatim.settings import settings


def exam_tasks() -> dict[str, ExamTask]:
    """Return all exam tasks by id, in the order of category and id. A change of the bank shows after a restart."""
    return _tasks(settings().content)


def datasets() -> dict[str, Dataset]:
    """Return all datasets of the catalogue by id."""
    return _datasets(settings().content)


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
def _titles(_content: Path) -> dict[int, str]:
    practice = next((blueprint for blueprint in list_blueprints() if blueprint.id == PRACTICE), None)
    return {category.number: category.title for category in practice.category} if practice else {}
