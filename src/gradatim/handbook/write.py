"""Writes handbooks as files, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from gradatim.errors import UserError
from gradatim.handbook.handbook import Handbook
from gradatim.handbook.html import html_page
from gradatim.handbook.pdf import pdf_pages
from gradatim.store.whole_file import write_whole


class Form(StrEnum):
    """How a handbook is printed; also the ending of its file."""

    HTML = "html"
    PDF = "pdf"


def write_handbook(handbook: Handbook, folder: Path, forms: Iterable[Form]) -> list[Path]:
    """Write a handbook into a folder as `candidate-handbook.html`, `set-up-guide.pdf` and the like.

    Args:
        handbook: What to print.
        folder: Where; made if it does not exist. A handbook that lies there is replaced.
        forms: How.

    Returns:
        The paths, in the order of the forms.

    Raises:
        UserError: The folder cannot be written, or a PDF is asked for and the package typst is missing.
    """
    printed = {
        folder / f"{handbook.file_stem}.{form}": html_page(handbook).encode()
        if form is Form.HTML
        else pdf_pages(handbook)
        for form in forms
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in printed.items():
            write_whole(path, content)
    except OSError as error:
        raise UserError(
            f"Expected to write the handbook into {folder}",
            received=error.strerror or str(error),
            next_step="gradatim handbook --output a-folder-you-can-write",
        ) from error
    return list(printed)
