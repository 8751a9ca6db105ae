"""A bundle: one notebook with an exam task, its data and its starter, to train anywhere and bring the model back."""

from __future__ import annotations

import ast
import base64
import hashlib
import io
import re
import sys
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from gradatim.bank.category_folder import ANSWER_FILE, DATA_FOLDER
from gradatim.notebook.build import as_bytes, build
from gradatim.notebook.percent import code_cell, document, split_script, text_cell
from gradatim.workspace.notebook_answer import NOTEBOOK_FILE, only_magics, read_code_cells

if TYPE_CHECKING:
    from nbformat import NotebookNode

_STANDALONE = Path(__file__).parent / "standalone"
_EARLIEST_DAY = (1980, 1, 1, 0, 0, 0)
_PLACE_OF_DATA = "unpack(DATA)"
_PICTURE = re.compile(r"\]\((data\.png)\)")
_HIDDEN = {"cellView": "form", "jupyter": {"source_hidden": True}}


def bundle(folder: Path, task_id: str, command: str) -> bytes:
    """Return a notebook that holds all that an exam task needs; the same bytes for the same folder.

    Args:
        folder: A category folder: `README.md`, `data.png`, the candidate's answer and data. Nothing else is read.
        task_id: Names the model's file, so that it is known when it comes back.
        command: What hands the model in, on the machine that the folder lies on.

    Raises:
        UserError: jupytext is not installed, or the folder's notebook cannot be read.
        OSError: A file of the folder cannot be read.
    """
    model = f"{task_id}.keras"
    archive = _zip(folder)
    text = document(
        [
            text_cell(_with_picture((folder / "README.md").read_text(encoding="utf-8"), folder)),
            text_cell(_ABOUT.format(command=command)),
            *_versions(),
            _carried("unpack", "Data", _PLACE_OF_DATA),
            *map(code_cell, _answer(folder)),
            text_cell(_BACK),
            _carried(
                "bring_back",
                "Save the model and bring it back",
                f"model.save({model!r})\nbring_back({model!r}, {command!r})",
            ),
        ]
    )
    notebook = build(text)
    for cell in notebook.cells:
        _fold(cell, archive)
    return as_bytes(notebook)


_ABOUT = """## This notebook

It holds the task, your data and the starter. It runs in Jupyter, Colab or Kaggle, needs Keras 3 and TensorFlow, and
downloads nothing. Run the cells from top to bottom; the last one saves the model. The model then goes back to the
machine with your folder: `{command}`. If it belongs to an exam, the exam's clock goes on meanwhile."""

_BACK = """## Bring it back

The next cell saves `model` and says what to type where your folder is."""


def _carried(name: str, title: str, call: str) -> str:
    """Return a cell with a function of `standalone/` and the call of it, folded under a title where that is known."""
    source = (_STANDALONE / f"{name}.py").read_text(encoding="utf-8")
    docstring = ast.parse(source).body[0]
    code = "\n".join(source.splitlines()[docstring.end_lineno :]).strip("\n")
    return code_cell(f"# @title {title}\n{code}\n\n\n{call}")


def _fold(cell: NotebookNode, archive: bytes) -> None:
    if not cell.source.startswith("# @title"):
        return
    cell.metadata = dict(_HIDDEN)
    # Only now: jupytext reads every character of its input, and there may be millions.
    data = base64.b64encode(archive).decode()
    sha256 = hashlib.sha256(archive).hexdigest()
    cell.source = cell.source.replace(_PLACE_OF_DATA, f'unpack("{data}", "{sha256}")')


def _zip(folder: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in (folder / DATA_FOLDER).rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), _EARLIEST_DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, 9)
    return buffer.getvalue()


def _with_picture(readme: str, folder: Path) -> str:
    picture = folder / "data.png"
    if not picture.is_file():
        return readme
    data = base64.b64encode(picture.read_bytes()).decode()
    return _PICTURE.sub(f"](data:image/png;base64,{data})", readme)


def _answer(folder: Path) -> list[str]:
    """Return the cells of the candidate's answer: of the file, or of the notebook if that was saved later."""
    answer, notebook = folder / ANSWER_FILE, folder / NOTEBOOK_FILE
    if notebook.is_file() and notebook.stat().st_mtime > answer.stat().st_mtime:
        return [cell.source for cell in read_code_cells(notebook) if cell.source and not only_magics(cell.source)]
    return split_script(answer.read_text(encoding="utf-8"))


def _versions() -> list[str]:
    """Return the cell that compares versions; none where there is no Keras, since such a machine grades nothing."""
    try:
        keras = metadata.version("keras")
    except metadata.PackageNotFoundError:
        return []
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return [_carried("versions", "Versions", f"compare_versions({python!r}, {keras!r})")]
