"""What commands say about the files of editors."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gradatim.workspace.editors.editor import Editor
    from gradatim.workspace.editors.own_files import Written


def print_editors(editors: Sequence[Editor], folder: str) -> None:
    """Say for which editors a folder is ready, and what to choose in them."""
    from gradatim.cli.terminal import out

    if editors:
        names = " and ".join(editor.full_name for editor in editors)
        out().print(
            f"Ready for {names}: open the folder {folder} there; the interpreter is {sys.executable}",
            markup=False,
            soft_wrap=True,
        )


def write_notebooks(folder: Path, categories: Iterable[int]) -> None:
    """Write a notebook beside each answer of an exam folder, where there is none yet.

    Raises:
        UserError: jupytext is not installed, or the folder cannot be written.
    """
    from gradatim.notebook.task_notebook import write_task_notebook

    for category in categories:
        write_task_notebook(folder / f"category{category}")


def print_kept(written: Written) -> None:
    """Name the files that were left as the user has them, though there is a newer text of ours."""
    from gradatim.cli.terminal import err

    if written.kept:
        names = ", ".join(path.as_posix() for path in written.kept)
        err().print(
            f"Left as you have them: {names}. To have ours: remove them, then give the command --editor NAME.",
            markup=False,
            soft_wrap=True,
        )
