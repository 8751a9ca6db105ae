"""Reads all examples of a dataset, hidden ones included, into columns."""

from __future__ import annotations

import csv
import gzip
import json
import lzma
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.example_format import PICTURE_COLUMN, ExampleFormat, Reader
from gradatim.data.schema import Column, ColumnType, parsed_value

Values = npt.NDArray[Any]
"""One column: the first axis is the row. Text and pictures that differ in size have dtype object."""

_DTYPES = {ColumnType.INTEGER: np.int64, ColumnType.NUMBER: np.float32, ColumnType.CLASS: np.int64}


def read_columns(dataset: Dataset, form: ExampleFormat) -> dict[str, Values]:
    """Return all columns of a dataset.

    Pictures of an archive stay files: dtype object, each the `bytes` of a JPEG or PNG.

    Raises:
        UserError: A file is missing or damaged.
        ValueError: A file does not hold what the catalogue promises (a mistake of the catalogue).
    """
    path = dataset.file(form.file)
    stored = [column for column in form.columns if not (form.archive and column.name == PICTURE_COLUMN)]
    match form.reader:
        case Reader.CSV:
            columns = _from_cells(stored, _csv_rows(path))
        case Reader.JSON_LINES:
            columns = _from_values(stored, _json_rows(path))
        case Reader.GEOJSON:
            columns = _from_values(stored, _features(path))
        case Reader.NPZ:
            columns = _from_arrays(stored, path)
    if form.archive:
        with zipfile.ZipFile(dataset.file(form.archive)) as archive:
            columns[PICTURE_COLUMN] = objects([archive.read(name) for name in columns[form.picture]])
    return columns


def objects(values: list[Any]) -> Values:
    """Return values as an array of objects, one axis, whatever they are."""
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array


@contextmanager
def open_text(path: Path) -> Iterator[IO[str]]:
    """Open a file of UTF-8 text, unpacked where its name ends in `.gz` or `.xz`."""
    opener: Any = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8", newline="") as file:
        yield file


def _csv_rows(path: Path) -> Iterator[dict[str, str]]:
    with open_text(path) as file:
        yield from csv.DictReader(file, strict=True)


def _json_rows(path: Path) -> Iterator[dict[str, Any]]:
    with open_text(path) as file:
        yield from (json.loads(line) for line in file)


def _features(path: Path) -> Iterator[dict[str, Any]]:
    with open_text(path) as file:
        yield from (_flat(feature) for feature in json.load(file)["features"])


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, one in value.items():
        flat |= _flat(one) if isinstance(one, dict) else {name: one}
    return flat


def _from_cells(columns: list[Column], rows: Iterator[dict[str, str]]) -> dict[str, Values]:
    cells: dict[str, list[Any]] = {column.name: [] for column in columns}
    for row in rows:
        for column in columns:
            cells[column.name].append(parsed_value(column, row[column.name]))
    return {column.name: _array(column, cells[column.name]) for column in columns}


def _from_values(columns: list[Column], rows: Iterator[dict[str, Any]]) -> dict[str, Values]:
    cells: dict[str, list[Any]] = {column.name: [] for column in columns}
    for row in rows:
        for column in columns:
            value = row[column.name]
            if isinstance(value, str) or value is None:
                value = parsed_value(column, value or "")
            cells[column.name].append(value)
    return {column.name: _array(column, cells[column.name]) for column in columns}


def _array(column: Column, values: list[Any]) -> Values:
    if column.type is ColumnType.TEXT:
        return objects(values)
    return np.array(values, dtype=_DTYPES[column.type]).reshape(len(values), *_fixed(column))


def _from_arrays(columns: list[Column], path: Path) -> dict[str, Values]:
    with np.load(path) as arrays:
        return {column.name: _checked(column, arrays[column.name]) for column in columns}


def _checked(column: Column, array: Values) -> Values:
    match column.type:
        case ColumnType.TEXT:
            return objects([value.decode() if isinstance(value, bytes) else str(value) for value in array.tolist()])
        case ColumnType.PICTURE:
            return array.reshape(len(array), *_fixed(column))
        case ColumnType.CLASS if array.dtype.kind == "U":
            return np.array([parsed_value(column, name) for name in array.tolist()], dtype=np.int64)
        case _:
            return array.astype(_DTYPES[column.type]).reshape(len(array), *_fixed(column))


def _fixed(column: Column) -> tuple[int, ...]:
    return tuple(axis for axis in column.shape if axis is not None)
