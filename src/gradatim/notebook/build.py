"""From the percent text to an `.ipynb` file: the same bytes for the same text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gradatim.errors import UserError
from gradatim.workspace.notebook_answer import require_jupyter

if TYPE_CHECKING:
    from nbformat import NotebookNode

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def build(text: str) -> NotebookNode:
    """Return the notebook that a percent text describes.

    The ids of its cells count them, where jupytext would draw them at random.

    Args:
        text: The notebook in the percent format.

    Returns:
        A notebook of format 4.5 without outputs.

    Raises:
        UserError: jupytext is not installed.
    """
    require_jupyter()
    import jupytext

    notebook: NotebookNode = jupytext.reads(text, fmt="py:percent")
    notebook.metadata = {"kernelspec": KERNEL, "language_info": {"name": "python"}}
    for number, cell in enumerate(notebook.cells, start=1):
        cell["id"] = f"cell-{number}"
    return notebook


def as_bytes(notebook: NotebookNode) -> bytes:
    """Return a notebook as it is written to a file.

    Raises:
        nbformat.ValidationError: It breaks the format (a mistake of ours).
    """
    import nbformat

    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)  # type: ignore[no-untyped-call]
    return f"{text}\n".encode()


def write_new(path: Path, text: str) -> Path:
    """Write a notebook where there is none yet: what a learner wrote is never overwritten.

    Args:
        path: The `.ipynb` file.
        text: The notebook in the percent format.

    Returns:
        The same path.

    Raises:
        UserError: It cannot be written, or jupytext is not installed.
    """
    if path.exists():
        return path
    content = as_bytes(build(text))
    try:
        path.write_bytes(content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise UserError(
            f"Expected to write the notebook {path}",
            received=error.strerror or str(error),
            next_step="free some space, or choose a folder that you can write with --dir",
        ) from error
    return path
