"""An exam task as a notebook: what it asks, the starter cell by cell, the magics that hand the model in."""

from __future__ import annotations

from pathlib import Path

from gradatim.bank.category_folder import ANSWER_FILE
from gradatim.errors import UserError
from gradatim.notebook.build import write_new
from gradatim.notebook.percent import code_cell, document, split_script, text_cell
from gradatim.workspace.notebook_answer import NOTEBOOK_FILE

_HAND_IN = (
    "The last cell above saves `model.keras`. `%submit` hands that file in, and nothing else of this notebook; "
    "`%status` shows where you stand."
)


def task_text(readme: str, answer: str) -> str:
    """Return the notebook of an exam task in the percent format.

    Args:
        readme: What the task says, as Markdown.
        answer: The candidate's file so far.
    """
    return document(
        [
            text_cell(readme),
            code_cell("%load_ext gradatim"),
            *map(code_cell, split_script(answer)),
            text_cell(f"## Hand in\n\n{_HAND_IN}"),
            code_cell("%submit"),
            code_cell("%status"),
        ]
    )


def write_task_notebook(folder: Path) -> Path:
    """Put the notebook of an exam task into its folder, unless there is one.

    Args:
        folder: A category folder, laid out already; its `README.md` and `answer.py` become cells.

    Returns:
        Where the notebook lies.

    Raises:
        UserError: The folder lacks one of the two files or cannot be written, or jupytext is not installed.
    """
    try:
        readme, answer = ((folder / name).read_text(encoding="utf-8") for name in ("README.md", ANSWER_FILE))
    except OSError as error:
        raise UserError(
            f"Expected README.md and {ANSWER_FILE} in {folder}",
            received=f"{error.strerror or error}: {error.filename or folder}",
            next_step="gradatim exam start, or gradatim learn TASK --notebook",
        ) from error
    return write_new(folder / NOTEBOOK_FILE, task_text(readme, answer))
