"""An answer in a notebook: its code cells above the first `%check`, read as one Python file."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gradatim.errors import UserError

NOTEBOOK_FILE = "answer.ipynb"
"""The notebook of a drill or an exam task, beside its `answer.py`."""

_CHECK = re.compile(r"^\s*%check\b", re.MULTILINE)
_MARKER = "# %%"
# The body of these cells is Python; that of any other cell magic is not.
_PYTHON_CELLS = ("%%time", "%%timeit", "%%capture", "%%prun")


@dataclass(frozen=True)
class CodeCell:
    """One code cell of a notebook.

    Args:
        id: As the file says; empty in old files.
        source: Its text.
    """

    id: str
    source: str


@dataclass(frozen=True)
class CellLine:
    """A line of an answer, where the learner finds it.

    Args:
        cell: Which cell of the answer, from 1.
        cells: How many cells the answer has.
        line: Line in that cell, from 1.
        source: The line itself.
    """

    cell: int
    cells: int
    line: int
    source: str

    def in_words(self) -> str:
        """Return where it is."""
        which = "the answer's cell" if self.cells == 1 else f"cell {self.cell} of your answer's {self.cells}"
        return f"line {self.line} of {which}"


@dataclass(frozen=True)
class NotebookAnswer:
    """The answer of a notebook.

    Args:
        path: The notebook.
        cells: The cells that are the answer, in their order.
    """

    path: Path
    cells: tuple[CodeCell, ...]

    @property
    def text(self) -> str:
        """The answer as the Python file that is checked; lines that only IPython knows are comments there."""
        pieces = [_as_python(cell.source) for cell in self.cells]
        return pieces[0] if len(pieces) == 1 else "".join(f"{_MARKER}\n{piece}" for piece in pieces)

    def find(self, line: int) -> CellLine | None:
        """Return which cell a line of `text` lies in; None if it is in none."""
        single = len(self.cells) == 1
        for number, cell in enumerate(self.cells, start=1):
            lines = _as_python(cell.source).splitlines()
            line -= 0 if single else 1  # its marker
            if 1 <= line <= len(lines):
                return CellLine(number, len(self.cells), line, cell.source.splitlines()[line - 1].strip())
            line -= len(lines)
        return None


def read_code_cells(path: Path) -> tuple[CodeCell, ...]:
    """Return the code cells of a notebook file in their order.

    Raises:
        UserError: It cannot be read, or is no notebook; or nbformat is not installed.
    """
    require_jupyter()
    import nbformat

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about cells without an id, in files of older programs
            problems: dict[str, Exception] = {}
            text = path.read_text(encoding="utf-8")
            notebook = nbformat.reads(  # type: ignore[no-untyped-call]
                text, as_version=4, capture_validation_error=problems
            )
        return tuple(CodeCell(str(cell.get("id", "")), cell.source) for cell in notebook.cells if _is_code(cell))
    except OSError as error:
        raise UserError(
            f"Expected your notebook at {path}",
            received=error.strerror or str(error),
            next_step="gradatim learn --notebook",
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as error:
        raise UserError(
            f"Expected a notebook in {path}",
            received=str(error).splitlines()[0] if str(error) else type(error).__name__,
            next_step="save it again in Jupyter, or put it aside and begin anew: gradatim reset",
        ) from error


def answer_in(path: Path, cells: tuple[CodeCell, ...]) -> NotebookAnswer:
    """Return the answer among the code cells of a notebook: those above the first one that says `%check`.

    Cells that hold nothing but lines for IPython, such as `%load_ext gradatim`, are no part of it.

    Raises:
        UserError: No code stands there.
    """
    above: list[CodeCell] = []
    for cell in cells:
        if _CHECK.search(cell.source):
            break
        if not only_magics(cell.source):
            above.append(cell)
    if not above:
        raise UserError(
            f"Expected your answer in code cells of {path.name}, above the cell with %check",
            received="no code there",
            next_step="write it into a cell above %check, run the cell, then %check again",
        )
    return NotebookAnswer(path, tuple(above))


def read_notebook_answer(path: Path) -> NotebookAnswer:
    """Return the answer in a notebook as it was saved.

    Raises:
        UserError: The file cannot be read, is no notebook, or holds no answer; or nbformat is not installed.
    """
    return answer_in(path, read_code_cells(path))


def without_magics(source: str) -> list[str]:
    """Return the lines of a cell as Python: those that only IPython knows become comments, each keeps its number."""
    from jupytext.magics import comment_magic

    lines: list[str] = comment_magic(source.splitlines())
    return lines


def only_magics(source: str) -> bool:
    """Return whether a cell holds nothing but lines for IPython and comments."""
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    if lines and lines[0].startswith("%%") and not lines[0].startswith(_PYTHON_CELLS):
        return True
    return all(line.startswith(("%", "!", "#")) for line in lines)


def require_jupyter() -> None:
    """Raise if notebooks cannot be read here.

    Raises:
        UserError: jupytext or nbformat is not installed.
    """
    try:
        import jupytext  # noqa: F401
        import nbformat  # noqa: F401
    except ModuleNotFoundError as missing:
        raise UserError(
            "Expected the packages for notebooks",
            received=f"no {missing.name}",
            next_step='pip install "gradatim[jupyter]"',
        ) from missing


def _is_code(cell: Mapping[str, object]) -> bool:
    return cell["cell_type"] == "code"


def _as_python(source: str) -> str:
    return "".join(f"{line}\n" for line in without_magics(source))
