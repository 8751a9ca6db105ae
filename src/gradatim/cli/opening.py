"""Opens an exam: draws the form, writes the folder with a progress display, then starts the clock."""

from __future__ import annotations

from pathlib import Path

from gradatim.bank.reader import load_tasks
from gradatim.cli.terminal import err
from gradatim.exams.blueprint import Blueprint
from gradatim.exams.form import draw
from gradatim.exams.sitting import Sitting, new_sitting_id, start
from gradatim.workspace.exam_folder import create
from gradatim.workspace.installation import Installation, open_installation


def open_exam(
    blueprint: Blueprint, folder: Path, seed: int, *, demonstration: bool = False
) -> tuple[Installation, Sitting]:
    """Draw a form, write the exam folder and start the clock, in this order: writing costs no exam time.

    Raises:
        UserError: A pool is empty, the folder cannot be written, or the database cannot be opened.
    """
    installation = open_installation()
    form = draw(blueprint, load_tasks(), seed, installation.split)
    sitting_id = new_sitting_id()
    with err().status("Writing the exam folder") as display:
        create(
            folder,
            sitting_id,
            form,
            installation.split,
            on_category=lambda item: display.update(f"Writing category {item.category}: {item.title}"),
        )
    sitting = start(
        installation.engine, blueprint, form, folder, seed, sitting_id=sitting_id, demonstration=demonstration
    )
    return installation, sitting
