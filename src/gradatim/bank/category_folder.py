"""Lays a task out as the candidate meets it: README, picture of the data, fill-in answer, data."""

from __future__ import annotations

import shutil
from pathlib import Path

from gradatim.bank.exam_task import ExamTask
from gradatim.data.split import Split
from gradatim.errors import UserError

ANSWER_FILE = "answer.py"
"""The candidate's copy of the starter."""

DATA_FOLDER = "data"


def lay_out(task: ExamTask, split: Split, folder: Path) -> None:
    """Write a task's category folder. Nothing of the hidden part, the reference or the weak answers enters it.

    Raises:
        UserError: The folder cannot be written (read-only, disk full).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(task.folder / "README.md", folder / "README.md")
        shutil.copyfile(task.folder / "starter.py", folder / ANSWER_FILE)
        if (task.folder / "data.png").is_file():
            shutil.copyfile(task.folder / "data.png", folder / "data.png")
        task.write_candidate_data(split, folder / DATA_FOLDER)
    except OSError as error:
        raise UserError(
            f"Expected to write the exam into {folder}",
            received=f"{error.strerror or error}: {error.filename or folder}",
            next_step="gradatim exam start --dir a-folder-you-can-write, or free some space",
        ) from error
