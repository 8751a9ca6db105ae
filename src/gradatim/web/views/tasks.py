"""The list of exam tasks, with the sources and licences of their data."""

from __future__ import annotations

from itertools import groupby

from pydantic import Field

from gradatim.bank.exam_task import ExamTask
from gradatim.data.catalogue import Dataset, DatasetKind
from gradatim.web.bank import category_titles, datasets, drills_by_dataset, exam_tasks
from gradatim.web.server import Server
from gradatim.web.views.learner import learner
from gradatim.web.views.view import View


class DataName(View):
    """A dataset that a task uses."""

    id: str
    title: str
    licence: str


class TaskPart(View):
    """An exam task."""

    id: str
    title: str
    minutes: int = Field(description="How long a prepared candidate takes.")
    metric: str
    bands: list[float] = Field(description="`bands[k]` must be reached for the score `k + 1`.")
    unit: str
    skills: list[str]
    data: list[DataName]
    best_score: int | None = Field(description="The learner's best score in any sitting; null before the first.")


class CategoryPart(View):
    """The tasks of one category of the exam."""

    number: int
    title: str
    tasks: list[TaskPart]


class DataPart(View):
    """A dataset with its source and licence."""

    id: str
    title: str
    description: str
    kind: DatasetKind
    rows: int = Field(description="How many examples there are, hidden ones included; 0 where there are none.")
    bytes: int
    source: str
    source_version: str
    licence: str
    licence_note: str
    attribution: str
    tasks: list[str] = Field(description="Titles of the exam tasks that use it.")
    drills: int = Field(description="How many drills use it.")


class TasksView(View):
    """The page of tasks and data."""

    categories: list[CategoryPart]
    data: list[DataPart]


def tasks_view(server: Server) -> TasksView:
    """Return all exam tasks and all data.

    Raises:
        UserError: The progress or the database cannot be used.
    """
    best: dict[str, int] = {}
    for score in learner(server).scores:
        best[score.task_id] = max(score.score, best.get(score.task_id, 0))
    tasks = list(exam_tasks().values())
    return TasksView(
        categories=[
            CategoryPart(
                number=number,
                title=category_titles().get(number, f"Category {number}"),
                tasks=[_task(task, best.get(task.id)) for task in group],
            )
            for number, group in groupby(tasks, key=lambda task: task.category)
        ],
        data=[_data(dataset, tasks) for dataset in datasets().values()],
    )


def _task(task: ExamTask, best_score: int | None) -> TaskPart:
    used = [datasets()[dataset_id] for dataset_id in (task.dataset_id, *task.also)]
    return TaskPart(
        id=task.id,
        title=task.title,
        minutes=task.minutes,
        metric=task.rubric.metric.value,
        bands=list(task.rubric.bands),
        unit=task.rubric.unit,
        skills=list(task.skills),
        data=[DataName(id=dataset.id, title=dataset.title, licence=dataset.licence) for dataset in used],
        best_score=best_score,
    )


def _data(dataset: Dataset, tasks: list[ExamTask]) -> DataPart:
    return DataPart(
        id=dataset.id,
        title=dataset.title,
        description=dataset.description,
        kind=dataset.kind,
        rows=dataset.rows,
        bytes=dataset.bytes,
        source=dataset.source,
        source_version=dataset.source_version,
        licence=dataset.licence,
        licence_note=dataset.licence_note,
        attribution=dataset.attribution,
        tasks=[task.title for task in tasks if dataset.id in (task.dataset_id, *task.also)],
        drills=drills_by_dataset().get(dataset.id, 0),
    )
