"""The forms in which examples are written, and which of them suit a dataset."""

from __future__ import annotations

import re
from enum import StrEnum

from gradatim.data.catalogue import Dataset, require_examples
from gradatim.data.example_format import ExampleFormat
from gradatim.data.schema import ColumnType
from gradatim.errors import UserError


class ExportForm(StrEnum):
    """The forms in which examples are written."""

    NUMPY = "numpy"
    """One `.npz` file with an array for each column; classes as numbers."""
    CSV = "csv"
    """One table with a header; classes by name, nothing for a missing number."""
    JSON = "json"
    """One list of objects, an object a line; classes by name, null for a missing number."""
    FOLDERS = "folders"
    """A folder for each class with a file for each example, as Keras reads it, and a table of what else is known."""
    TFDS = "tfds"
    """The files of TensorFlow Datasets, for `tfds.load(…, data_dir=…)`."""


def suitable_forms(dataset: Dataset) -> list[ExportForm]:
    """Return the forms that a dataset can be written in; none for one without examples."""
    form = dataset.examples
    return [export for export in ExportForm if not _obstacle(form, export)] if form else []


def require_suitable(dataset: Dataset, export: ExportForm) -> None:
    """Refuse a form that a dataset cannot be written in.

    Raises:
        UserError: The form does not suit, or the dataset has no examples; the message says why.
    """
    if reason := _obstacle(require_examples(dataset), export):
        suitable = suitable_forms(dataset)
        raise UserError(
            f"Expected a form that suits {dataset.id}: {', '.join(suitable)}",
            received=f"{export}: {reason}",
            next_step=f"gradatim data export {dataset.id} --as {suitable[0]} DIR",
        )


def folder_name(name: str) -> str:
    """Return a class name or an id as the name of one file or folder.

    Example:
        >>> folder_name("T-shirt/top")
        'T-shirt-top'
    """
    return re.sub(r"[^\w .+-]", "-", name).lstrip(".")


def _obstacle(form: ExampleFormat, export: ExportForm) -> str:
    """Return why a form does not suit; empty if it does."""
    pictures = [column for column in form.columns if column.type is ColumnType.PICTURE]
    match export:
        case ExportForm.NUMPY if any(None in column.shape for column in pictures):
            return "its pictures differ in size, so they are no array"
        case ExportForm.CSV | ExportForm.JSON if pictures:
            return "its examples are pictures"
        case ExportForm.CSV if any(column.shape for column in form.columns):
            return "a row holds more than one number in a column"
        case ExportForm.FOLDERS:
            source, target = (form.column(name) for name in form.supervised) if form.supervised else (None, None)
            if source is None or source.type not in (ColumnType.PICTURE, ColumnType.TEXT):
                return "its examples are not pictures or texts with one class each"
            return "" if target and target.type is ColumnType.CLASS else "its examples have no classes"
        case _:
            return ""
