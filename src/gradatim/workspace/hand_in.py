"""Hands a model in: from the candidate's file to a durable submission."""

from __future__ import annotations

from pathlib import Path

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.exams.form import FormItem
from gradatim.exams.sitting import Sitting
from gradatim.queue.submissions import Accepted, Priority, accept
from gradatim.workspace.installation import Installation

HISTORY_FILE = "history.csv"
"""What Keras' CSVLogger wrote of the training, beside the model."""


def hand_in(installation: Installation, sitting: Sitting, item: FormItem, model: Path) -> Accepted:
    """Store a model as a submission of a running sitting. When this returns, nothing can lose it.

    `history.csv` beside the model travels with it.

    Raises:
        UserError: The file changed while it was read, is too large, or could not be stored; nothing was recorded.
    """
    return accept(
        installation.engine,
        installation.blobs,
        task_id=item.task_id,
        task_version=item.task_version,
        model=model,
        max_bytes=load_task(item.task_id).limits.file_bytes,
        history=history_beside(model),
        sitting_id=sitting.id,
        category=item.category,
        elapsed_seconds=sitting.elapsed_seconds,
        priority=Priority.INTERACTIVE,
    )


def history_beside(model: Path) -> Path | None:
    """Return the `history.csv` in the folder of a model, if there is one."""
    path = model.with_name(HISTORY_FILE)
    return path if path.exists() else None


def hand_in_practice(installation: Installation, task: ExamTask, model: Path, history: Path | None = None) -> Accepted:
    """Store a model as a submission outside any exam.

    Args:
        installation: This machine's installation.
        task: The exam task.
        model: The candidate's file.
        history: The course of its training as CSVLogger writes it. Defaults to None.

    Raises:
        UserError: The file changed while it was read, is too large, or could not be stored; nothing was recorded.
    """
    return accept(
        installation.engine,
        installation.blobs,
        task_id=task.id,
        task_version=task.version(installation.split),
        model=model,
        max_bytes=task.limits.file_bytes,
        history=history,
        priority=Priority.INTERACTIVE,
    )
