"""How the examples of a dataset are read from its files, and which of them the exam tasks hide."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gradatim.data.schema import Column, ColumnType, parse_column

PICTURE_COLUMN = "image"
"""Name of the column that holds the pictures of an archive."""

ROW_NUMBER = "row_number"
"""Name in templates for the row's place in the file, counted from 1."""


class Reader(StrEnum):
    """The forms in which examples lie in a file."""

    CSV = "csv"
    """A table with a header line, also compressed: `.csv`, `.csv.gz`, `.csv.xz`."""
    JSON_LINES = "json lines"
    """One JSON object a line, also compressed."""
    GEOJSON = "geojson"
    """A collection of features, also compressed; a value within a feature is known by its innermost key."""
    NPZ = "npz"
    """Arrays of NumPy with the same number of rows."""


class _Withheld(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    group: str
    share: float | None = Field(default=None, gt=0, lt=1)
    first: str | None = None
    step: float | None = Field(default=None, gt=0)

    @model_validator(mode="after")
    def _one_rule(self) -> _Withheld:
        if (self.share is None) == (self.first is None):
            raise ValueError("Expected either `share` or `first` beside `group`. Received: both or neither")
        return self


class ExamplesEntry(BaseModel):
    """The table `[examples]` of a catalogue entry."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    reader: Reader
    file: str
    id: str
    supervised: tuple[str, str] | None = None
    archive: str = ""
    picture: str = ""
    row_order: bool = False
    types: dict[str, str | list[str]] = Field(min_length=1)
    withheld: list[_Withheld] = []

    @model_validator(mode="after")
    def _names_fit(self) -> ExamplesEntry:
        if bool(self.archive) != bool(self.picture):
            raise ValueError("Expected `archive` and `picture` together. Received: one of them")
        columns = {name: parse_column(name, words) for name, words in self.types.items()}
        named = [*self.supervised] if self.supervised else []
        named += [name for rule in self.withheld for name in template_fields(rule.group)]
        named += [*template_fields(self.id), *([self.picture] if self.picture else [])]
        known = {*columns, ROW_NUMBER, *([PICTURE_COLUMN] if self.archive else [])}
        if unknown := [name for name in named if name not in known]:
            raise ValueError(f"Expected columns of `types`: {', '.join(columns)}. Received: {', '.join(unknown)}")
        return self


@dataclass(frozen=True)
class Withheld:
    """A rule by which exam tasks hide examples.

    Args:
        group: Template of what the split is drawn from, such as `{species} {ring}`.
        share: Hidden share: a group is hidden when its position in the split is below it. Defaults to None.
        first: The first hidden group in the order of text, such as a time; from it on all are hidden. Defaults to None.
        step: Numbers in the group are counted in whole steps of this size, such as degrees of a grid. Defaults to None.
    """

    group: str
    share: float | None = None
    first: str | None = None
    step: float | None = None


@dataclass(frozen=True)
class ExampleFormat:
    """How the examples of a dataset are read.

    Args:
        reader: The form of the file.
        file: Name of the file.
        id: Template that makes a unique name of each row, such as `train-{source_rows:05d}`.
        columns: What the file holds, in its order, then the pictures of `archive`.
        supervised: Names of the columns that are input and target for `as_supervised=True`. Defaults to None.
        archive: A zip file with pictures. Defaults to none.
        picture: The column that names a picture in the archive.
        row_order: Whether the order of the rows has a meaning, as in a series.
        withheld: The rules by which tasks hide examples.
    """

    reader: Reader
    file: str
    id: str
    columns: tuple[Column, ...]
    supervised: tuple[str, str] | None
    archive: str
    picture: str
    row_order: bool
    withheld: tuple[Withheld, ...]

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)


def example_format(entry: ExamplesEntry) -> ExampleFormat:
    """Return the format that a catalogue entry describes."""
    columns = [parse_column(name, words) for name, words in entry.types.items()]
    if entry.archive:
        columns.append(parse_column(PICTURE_COLUMN, "picture"))
    return ExampleFormat(
        reader=entry.reader,
        file=entry.file,
        id=entry.id,
        columns=tuple(columns),
        supervised=entry.supervised,
        archive=entry.archive,
        picture=entry.picture,
        row_order=entry.row_order,
        withheld=tuple(Withheld(**rule.model_dump()) for rule in entry.withheld),
    )


class _Templates(string.Formatter):
    """Fills templates in; `{fuel!c}` gives the value without the difference of capitals."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        """Apply the conversion `c`, and Python's own."""
        return str(value).casefold() if conversion == "c" else super().convert_field(value, conversion)


_TEMPLATES = _Templates()


def template_fields(template: str) -> list[str]:
    """Return the columns that a template names.

    Example:
        >>> template_fields("{species} {ring}")
        ['species', 'ring']
        >>> template_fields("{coordinates[0]}")
        ['coordinates']
    """
    return [name.partition("[")[0] for _, name, _, _ in _TEMPLATES.parse(template) if name]


def fill_in(
    template: str, columns: Mapping[str, Any], form: ExampleFormat, rows: int, step: float | None = None
) -> list[str]:
    """Return the template filled in for each row of the file; a class column gives the name of the class.

    Args:
        template: Such as `{species} {ring}`.
        columns: Column name to values, one a row.
        form: Where the columns are described.
        rows: How many rows there are.
        step: Numbers are counted in whole steps of this size, rounded down. Defaults to None: as they are.
    """
    values: dict[str, list[Any]] = {ROW_NUMBER: list(range(1, rows + 1))}
    for name in template_fields(template):
        if name != ROW_NUMBER:
            values[name] = _plain(form.column(name), columns[name], step)
    return [
        _TEMPLATES.vformat(template, (), {name: cells[row] for name, cells in values.items()}) for row in range(rows)
    ]


def _plain(column: Column, values: Any, step: float | None) -> list[Any]:
    if column.type is ColumnType.CLASS:
        return [column.classes[index] for index in values.tolist()]
    if column.type is ColumnType.NUMBER and step:
        return list((values.astype(float) // step).astype(int).tolist())
    return list(values.tolist())
