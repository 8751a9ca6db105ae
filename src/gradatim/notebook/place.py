"""Where a kernel stands: in the folder of a drill, of a category of an exam, or of an exam task without a clock."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from gradatim.bank.drill import Drill
from gradatim.bank.exam_task import ExamTask
from gradatim.errors import UserError
from gradatim.workspace.exam_folder import category_around, sitting_around
from gradatim.workspace.notebook_answer import NOTEBOOK_FILE
from gradatim.workspace.practice_folder import PracticeFolder, find_practice
from gradatim.workspace.practice_tasks import task_around


@dataclass(frozen=True)
class InPractice:
    """In a practice folder.

    Args:
        practice: The folder.
        drill: The drill in whose folder the kernel stands, if it does.
        task: The exam task in whose folder it stands, if it does.
        folder: Where it stands.
    """

    practice: PracticeFolder
    drill: Drill | None
    task: ExamTask | None
    folder: Path


@dataclass(frozen=True)
class InExam:
    """In an exam folder.

    Args:
        folder: The exam folder.
        sitting_id: Its sitting.
        category: The category in whose folder the kernel stands, if it does.
    """

    folder: Path
    sitting_id: str
    category: int | None


Place = InPractice | InExam


def find_place(start: Path) -> Place:
    """Return where a kernel stands.

    Args:
        start: Its folder.

    Raises:
        UserError: Neither in a practice folder nor in an exam folder.
    """
    sitting = sitting_around(start)
    if sitting is not None:
        return InExam(*sitting, category_around(start))
    practice = find_practice(start)
    if practice is None:
        raise UserError(
            "Expected a notebook in your practice folder or in an exam folder",
            received=str(start),
            next_step="gradatim learn --notebook (in a terminal), then open the notebook that it names",
        )
    return InPractice(practice, practice.drill_around(start), task_around(practice, start), start)


def notebook_of_kernel(start: Path) -> Path:
    """Return the notebook that this kernel belongs to: what the server says, otherwise the one that we made.

    Args:
        start: The kernel's folder.
    """
    told = Path(os.environ.get("JPY_SESSION_NAME", ""))  # set by Jupyter's server to the notebook's path
    return told if told.suffix == ".ipynb" and told.is_file() else start / NOTEBOOK_FILE
