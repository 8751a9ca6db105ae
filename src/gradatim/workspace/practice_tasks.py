"""Exam tasks in the practice folder, without a clock: `exam-tasks/ID`, laid out as a category of an exam is."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from gradatim.bank.category_folder import lay_out
from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import is_task, load_task
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.workspace.practice_folder import PracticeFolder

TASKS_FOLDER = "exam-tasks"


def lay_out_task(practice: PracticeFolder, task: ExamTask, split: Split) -> Path:
    """Put an exam task into the practice folder, unless it is there already; return its folder.

    Raises:
        UserError: The folder cannot be written.
    """
    folder = practice.path / TASKS_FOLDER / task.id
    if folder.is_dir():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{task.id}-", dir=folder.parent))
    except OSError as error:
        raise UserError(
            f"Expected to write the task into {folder}",
            received=error.strerror or str(error),
            next_step="gradatim learn --dir a-folder-you-can-write, or free some space",
        ) from error
    try:
        temporary.chmod(0o755)
        lay_out(task, split, temporary)
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    return folder


def task_around(practice: PracticeFolder, start: Path) -> ExamTask | None:
    """Return the exam task in whose practice folder `start` lies; None if it lies in none."""
    place, tasks = start.resolve(), (practice.path / TASKS_FOLDER).resolve()
    if not place.is_relative_to(tasks) or place == tasks:
        return None
    task_id = place.relative_to(tasks).parts[0]
    return load_task(task_id) if is_task(task_id) else None
