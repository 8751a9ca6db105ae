"""A drill as a notebook: its task, the answer's cells, the magics that check it."""

from __future__ import annotations

from pathlib import Path

from gradatim.bank.drill import ANSWER_FILE, Drill
from gradatim.notebook.build import write_new
from gradatim.notebook.percent import code_cell, document, split_cells, text_cell
from gradatim.workspace.notebook_answer import NOTEBOOK_FILE

_BEFORE = (
    "Everything in code cells above `%check` is your answer. Run its cells as you like; `%check` then runs them once "
    "more, in order, in a fresh process: what only this kernel remembers does not count."
)
_AFTER = "Below here, try things out: these cells are no part of the answer."


def drill_text(drill: Drill, answer: str) -> str:
    """Return the notebook of a drill in the percent format.

    Args:
        drill: The drill.
        answer: The learner's answer so far; where it has `# %%` lines, a cell begins at each.
    """
    return document(
        [
            text_cell(drill.readme.read_text(encoding="utf-8")),
            code_cell("%load_ext gradatim"),
            text_cell(f"## Your answer\n\n{_BEFORE}"),
            *map(code_cell, split_cells(answer)),
            code_cell("%check"),
            code_cell("%hint"),
            text_cell(f"## Scratch\n\n{_AFTER}"),
            code_cell("%status"),
        ]
    )


def write_drill_notebook(drill: Drill, folder: Path) -> Path:
    """Put the notebook of a drill into its folder, unless there is one: what a learner wrote is never overwritten.

    Args:
        drill: The drill, laid out already.
        folder: Its folder in the practice folder.

    Returns:
        Where the notebook lies.

    Raises:
        UserError: The folder cannot be written, or jupytext is not installed.
    """
    answer = (folder / ANSWER_FILE).read_text(encoding="utf-8", errors="replace")
    return write_new(folder / NOTEBOOK_FILE, drill_text(drill, answer))
