"""The exam folder: `category1` … `category5`, and the mark that says which sitting it belongs to.

The folder holds only what can be made again or what the candidate wrote. Scores, clock and submitted models live in
the installation's own database, so a lost folder loses no result.
"""

from __future__ import annotations

import re
import shlex
import shutil
import tempfile
import tomllib
from collections.abc import Callable
from pathlib import Path

from gradatim.bank.category_folder import lay_out
from gradatim.bank.reader import load_task
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.exams.form import Form, FormItem
from gradatim.workspace.doctor.shadows import out_of_the_way, read_shadows, shadowing_files

_MARK = Path(".gradatim") / "sitting.toml"
_CATEGORY = re.compile(r"category(\d+)")
MODEL_FILES = ("model.keras", "model.h5", "model.zip")
"""Where `gradatim submit` looks for the model, in this order."""


def create(
    folder: Path,
    sitting_id: str,
    form: Form,
    split: Split,
    *,
    on_category: Callable[[FormItem], None] = lambda _: None,
    furnish: Callable[[Path], None] = lambda _: None,
) -> None:
    """Write the exam folder, wholly or not at all, with the mark of its sitting.

    Args:
        folder: Where, a new or empty folder.
        sitting_id: From `new_sitting_id`.
        form: What the exam consists of.
        split: The hidden split.
        on_category: Called before each category is written. Defaults to nothing.
        furnish: Adds files to the folder before it appears under its name. Defaults to nothing.

    Raises:
        UserError: The folder exists and is not empty, or it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(
            f"Expected a new or empty folder for the exam at {folder}",
            received="a folder with files in it" if folder.is_dir() else "a file",
            next_step="gradatim exam start --dir another-folder",
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise UserError(
            f"Expected to create the exam folder {folder}",
            received=error.strerror or str(error),
            next_step="gradatim exam start --dir a-folder-you-can-write",
        ) from error
    try:
        temporary.chmod(0o755)
        for item in form.items:
            on_category(item)
            lay_out(load_task(item.task_id), split, temporary / f"category{item.category}")
        _mark(temporary, sitting_id)
        furnish(temporary)
        if folder.is_dir():
            folder.rmdir()
        temporary.rename(folder)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _mark(folder: Path, sitting_id: str) -> None:
    path = folder / _MARK
    path.parent.mkdir(exist_ok=True)
    path.write_text(f'# Which sitting this folder belongs to. Do not change it.\nsitting = "{sitting_id}"\n')


def sitting_around(start: Path) -> tuple[Path, str] | None:
    """Return the exam folder around `start` and the id of its sitting; None if `start` lies in no exam folder.

    Raises:
        UserError: The folder's mark is damaged.
    """
    for folder in (start, *start.parents):
        path = folder / _MARK
        if path.is_file():
            try:
                return folder, str(tomllib.loads(path.read_text(encoding="utf-8"))["sitting"])
            except (tomllib.TOMLDecodeError, KeyError, UnicodeDecodeError) as error:
                raise UserError(
                    f"Expected the id of a sitting in {path}",
                    received="a damaged file",
                    next_step="gradatim exam list (your sittings and their folders), then gradatim exam start",
                ) from error
    return None


def find_sitting(start: Path) -> tuple[Path, str]:
    """Return the exam folder around `start` and the id of its sitting.

    Raises:
        UserError: `start` lies in no exam folder, or its mark is damaged.
    """
    found = sitting_around(start)
    if found is None:
        marks = sorted(start.glob(f"*/{_MARK}"), key=lambda mark: mark.stat().st_mtime)
        below = shlex.quote(marks[-1].parents[1].name) if marks else "into your exam-… folder"
        raise UserError(
            "Expected to be inside an exam folder",
            received=f"{start}, which is in none",
            next_step=f"cd {below}, or gradatim exam start",
        )
    return found


def category_around(start: Path) -> int | None:
    """Return the category in whose folder `start` lies; None if it lies in none."""
    found = sitting_around(start)
    if found is None or start == found[0]:
        return None
    match = _CATEGORY.fullmatch(start.relative_to(found[0]).parts[0])
    return int(match[1]) if match else None


def find_model(folder: Path, category: int) -> Path:
    """Return the model that lies in a category folder.

    Raises:
        UserError: There is none.
    """
    place = folder / f"category{category}"
    in_notebook = (place / "answer.ipynb").exists()
    train = f"run category{category}/answer.ipynb" if in_notebook else f"python answer.py (in category{category})"
    return model_in(place, next_step=f"{train}, or gradatim submit {category} path/to/model.keras")


def model_in(folder: Path, *, next_step: str = "run the cell or the file that saves model.keras") -> Path:
    """Return the model that lies in a folder.

    Args:
        folder: The folder.
        next_step: What to do where there is none. Defaults to running what saves one.

    Raises:
        UserError: There is none.
    """
    for name in MODEL_FILES:
        path = folder / name
        if path.is_file():
            return path
    received = "none of them"
    # The usual reason why an answer that looks right ends before it saves anything.
    for shadow in shadowing_files(read_shadows(folder))[:1]:
        received = f"none of them, but {shadow}, which import {shadow.stem} reads in place of the library"
        next_step = f"{out_of_the_way(folder / shadow)}, then run the answer again"
    raise UserError(
        f"Expected a saved model in {folder}: {', '.join(MODEL_FILES)}", received=received, next_step=next_step
    )
