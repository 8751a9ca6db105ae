"""Writes the candidate's part of a dataset in the form that a program wants to read."""

from __future__ import annotations

import csv
import io
import json
import math
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np

from gradatim.data.candidate_part import CandidatePart
from gradatim.data.catalogue import Dataset
from gradatim.data.export_form import ExportForm, folder_name, require_suitable
from gradatim.data.schema import Column, ColumnType
from gradatim.errors import UserError

ATTRIBUTION_FILE = "ATTRIBUTION.txt"
TABLE_FILE = "examples.csv"
"""Beside folders of files: the other columns of each example."""

_JPEG = b"\xff\xd8"

OnExample = Callable[[], None]


def write(part: CandidatePart, export: ExportForm, folder: Path, on_example: OnExample = lambda: None) -> None:
    """Write the examples, their attribution and their licence into a new folder. It appears whole or not at all.

    Args:
        part: The examples.
        export: The form.
        folder: Where to; it must be empty or not exist.
        on_example: Called after each example, for a progress bar. Defaults to nothing.

    Raises:
        UserError: The form does not suit the dataset, or the folder holds something, or cannot be written.
    """
    require_suitable(part.dataset, export)
    again = f"gradatim data export {part.dataset.id} --as {export} another-folder"
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            what = "a folder that holds something" if folder.is_dir() else "a file"
            raise UserError(f"Expected a new or empty folder at {folder}", received=what, next_step=again)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".gradatim-export-", dir=folder.parent) as temporary:
            whole = Path(temporary) / "whole"
            whole.mkdir()
            _WRITERS[export](part, whole, on_example)
            _write_attribution(part.dataset, whole)
            os.replace(whole, folder)  # noqa: PTH105  # an empty folder in the way is replaced
    except OSError as error:
        raise UserError(
            f"Expected to write {part.dataset.id} into {folder}",
            received=error.strerror or str(error),
            next_step=f"{again}, or free some space",
        ) from error


def _write_numpy(part: CandidatePart, folder: Path, on_example: OnExample) -> None:
    arrays: dict[str, Any] = {}
    for name, values in part.as_numpy().items():
        # Objects would need pickle to be read again.
        arrays[name] = values.astype(np.str_) if part.form.column(name).type is ColumnType.TEXT else values
    np.savez_compressed(folder / f"{part.dataset.id}.npz", **arrays)
    for _ in part.ids:
        on_example()


def _write_csv(part: CandidatePart, folder: Path, on_example: OnExample) -> None:
    with (folder / f"{part.dataset.id}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(column.name for column in part.form.columns)
        for row in _rows(part, part.form.columns):
            table.writerow("" if value is None else value for value in row.values())
            on_example()


def _write_json(part: CandidatePart, folder: Path, on_example: OnExample) -> None:
    with (folder / f"{part.dataset.id}.json").open("w", encoding="utf-8") as file:
        separator = "[\n"
        for row in _rows(part, part.form.columns):
            file.write(separator + json.dumps(row, ensure_ascii=False, allow_nan=False))
            separator = ",\n"
            on_example()
        file.write("\n]\n")


def _write_folders(part: CandidatePart, folder: Path, on_example: OnExample) -> None:
    source, target = (part.form.column(name) for name in part.form.supervised or ())
    names = [folder_name(name) for name in target.classes]
    for name in names:
        (folder / name).mkdir()
    # What else is known of an example goes with it: whom to name, where it was, what else it shows.
    others = [column for column in part.form.columns if column.name != source.name]
    with (folder / TABLE_FILE).open("w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(["path", *(column.name for column in others)])
        for row, (example, values) in enumerate(zip(part.ids, _rows(part, others), strict=True)):
            label = int(part.stored[target.name][row])
            content, suffix = _file_of(source, part.stored[source.name][row])
            stem = folder_name(example.removeprefix(f"{target.classes[label]}/").removesuffix(suffix))
            path = f"{names[label]}/{stem}{suffix}"
            with (folder / path).open("xb") as file:
                file.write(content)
            rows.writerow([path, *("" if value is None else value for value in values.values())])
            on_example()


def _write_tfds(part: CandidatePart, folder: Path, on_example: OnExample) -> None:
    import tensorflow_datasets as tfds

    from gradatim.data.tfds import builder_class

    builder = builder_class(part.dataset)(data_dir=folder)
    builder.on_example = on_example
    # It would draw its own bars, and name a folder that is there for a moment only.
    tfds.display_progress_bar(enable=False)
    with redirect_stdout(io.StringIO()):
        builder.download_and_prepare()
    tfds.display_progress_bar(enable=True)
    shutil.rmtree(folder / "downloads", ignore_errors=True)


_WRITERS: dict[ExportForm, Callable[[CandidatePart, Path, OnExample], None]] = {
    ExportForm.NUMPY: _write_numpy,
    ExportForm.CSV: _write_csv,
    ExportForm.JSON: _write_json,
    ExportForm.FOLDERS: _write_folders,
    ExportForm.TFDS: _write_tfds,
}


def _rows(part: CandidatePart, columns: Sequence[Column]) -> Iterator[dict[str, Any]]:
    """Yield the examples as plain values: class names, the shortest digits that give a number, None for nothing."""
    plain = {column.name: _plain_values(column, part.stored[column.name]) for column in columns}
    for row in range(len(part)):
        yield {name: values[row] for name, values in plain.items()}


def _plain_values(column: Column, values: Any) -> list[Any]:
    if column.type is ColumnType.CLASS:
        return [column.classes[index] for index in values.tolist()]
    if column.type is ColumnType.NUMBER:
        return [_plain_number(value) for value in values]
    return list(values.tolist())


def _plain_number(value: Any) -> Any:
    if value.shape:
        return [_plain_number(one) for one in value]
    if math.isnan(value):
        return None
    number = float(str(value))
    return int(number) if number.is_integer() else number


def _file_of(column: Column, value: Any) -> tuple[bytes, str]:
    """Return one example as the content of a file and the ending of its name."""
    if column.type is ColumnType.TEXT:
        return value.encode(), ".txt"
    if isinstance(value, bytes):
        return value, ".jpg" if value.startswith(_JPEG) else ".png"
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(value[..., 0] if value.shape[-1] == 1 else value).save(file, "PNG")
    return file.getvalue(), ".png"


def _write_attribution(dataset: Dataset, folder: Path) -> None:
    for licence in dataset.licence_files:
        shutil.copyfile(licence, folder / licence.name)
    parts = [
        dataset.title,
        f"Licence: {dataset.licence}",
        " ".join(dataset.attribution.split()),
        " ".join(dataset.licence_note.split()),
        f"Taken from {dataset.source}, version {dataset.source_version}.",
        "Here: the candidate's part, without the examples that exam tasks hide in practice.",
    ]
    (folder / ATTRIBUTION_FILE).write_text("\n\n".join(filter(None, parts)) + "\n", encoding="utf-8")
