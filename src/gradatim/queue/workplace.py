"""All that a job needs besides its id and token: database, files, tasks and the grader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from gradatim.bank.exam_task import ExamTask
from gradatim.data.split import Split
from gradatim.grading.grade import Graded
from gradatim.settings import Settings, settings
from gradatim.store.blobs import BlobStore
from gradatim.store.database import open_database


class Grader(Protocol):
    """The shape of `gradatim.grading.grade.grade`."""

    def __call__(
        self,
        task: ExamTask,
        split: Split,
        model: Path,
        *,
        model_sha256: str,
        start_seconds: float,
        on_phase: Callable[[str], None],
    ) -> Graded:
        """Grade one model."""


@dataclass(frozen=True)
class Workplace:
    """Where a worker works.

    Args:
        engine: The database.
        blobs: The stored files.
        split: Decides which part of the data is hidden.
        start_seconds: Time allowed for the grading process to start.
        load_task: Finds a task by its id.
        grade: Grades one model.
    """

    engine: Engine
    blobs: BlobStore
    split: Split
    start_seconds: float
    load_task: Callable[[str], ExamTask]
    grade: Grader


def open_workplace(
    settings: Settings, *, load_task: Callable[[str], ExamTask] | None = None, grade: Grader | None = None
) -> Workplace:
    """Open the workplace that the settings describe.

    Args:
        settings: Home folder, database and split key.
        load_task: Defaults to the bank's.
        grade: Defaults to the grader's, with the coach.
    """
    from gradatim.bank.reader import load_task as load_from_bank
    from gradatim.coach import coach
    from gradatim.grading.grade import grade as grade_model

    return Workplace(
        engine=open_database(settings),
        blobs=BlobStore(settings.blobs_folder.absolute()),
        split=Split(settings.split_key.get_secret_value().encode()),
        start_seconds=settings.start_seconds,
        load_task=load_task or load_from_bank,
        grade=grade or partial(grade_model, coach=coach),
    )


@cache
def workplace() -> Workplace:
    """Return the workplace of this process, opened once."""
    return open_workplace(settings())
