"""Opens an exam with a progress display."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gradatim.cli.terminal import err
from gradatim.exams.blueprint import Blueprint
from gradatim.exams.sitting import Sitting
from gradatim.workspace.installation import Installation, open_installation
from gradatim.workspace.opening import begin_sitting


def open_exam(
    blueprint: Blueprint, folder: Path, seed: int | None, *, demonstration: bool = False, editors: Sequence[str] = ()
) -> tuple[Installation, Sitting]:
    """Open an exam as `begin_sitting` does, and show which category is being written.

    Args:
        blueprint: What the exam is made of.
        folder: The exam folder, which must not exist.
        seed: What to draw with; None for a form without the tasks of the last sittings, as far as the pools allow.
        demonstration: Whether the reference answers sit it. Defaults to False.
        editors: Whose files the folder gets. Defaults to those of this machine.

    Raises:
        UserError: A pool is empty, the folder cannot be written, the database cannot be opened, or exams here certify
            and this machine cannot confine models, or the blueprint asks to wait before the next sitting.
    """
    installation = open_installation()
    with err().status("Writing the exam folder") as display:
        sitting = begin_sitting(
            installation,
            blueprint,
            folder,
            seed,
            demonstration=demonstration,
            editors=editors,
            on_category=lambda item: display.update(f"Writing category {item.category}: {item.title}"),
        )
    return installation, sitting
