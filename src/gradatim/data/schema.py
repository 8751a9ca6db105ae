"""What one column of a dataset holds: its type, its shape, its classes. Read from the words of the catalogue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_TYPE = re.compile(r"(text|integer|number|picture)(?: (\d+(?:x\d+)*))?")
_PICTURE_AXES = 3


class ColumnType(StrEnum):
    """The types a column can have, and the NumPy dtype that stands for each."""

    TEXT = "text"
    """Text of any length; dtype object, each a `str`; nothing there is the empty text."""
    INTEGER = "integer"
    """Whole numbers, int64."""
    NUMBER = "number"
    """Real numbers, float32; nothing there is NaN."""
    CLASS = "class"
    """Position in a list of class names, int64."""
    PICTURE = "picture"
    """Pixels, uint8 `(rows, height, width, channels)`; dtype object where pictures differ in size."""


@dataclass(frozen=True)
class Column:
    """One column.

    Args:
        name: Its name.
        type: What its values are.
        shape: Shape of one value, `()` for a single one; of a picture height, width and channels, None for an axis
            that differs from picture to picture.
        classes: Names of the classes in their order; empty for other types.
    """

    name: str
    type: ColumnType
    shape: tuple[int | None, ...] = ()
    classes: tuple[str, ...] = ()


def parse_column(name: str, words: str | list[str]) -> Column:
    """Return the column that an entry of the catalogue describes.

    Args:
        name: Name of the column.
        words: A list of class names, or a type with its shape where it has one.

    Raises:
        ValueError: It is neither.

    Example:
        >>> parse_column("labels", ["cat", "dog"]).type
        <ColumnType.CLASS: 'class'>
        >>> parse_column("image", "picture 28x28x1").shape
        (28, 28, 1)
        >>> parse_column("vector", "number 50").shape
        (50,)
    """
    if isinstance(words, list):
        if len(set(words)) < max(len(words), 2):
            raise ValueError(f"Expected two or more different class names. Received: {words}")
        return Column(name, ColumnType.CLASS, classes=tuple(words))
    if not (match := _TYPE.fullmatch(words)):
        raise ValueError(
            "Expected a list of class names, or text, integer, number or picture, with a shape such as "
            f"'picture 28x28x1' where it has one. Received: {words!r}"
        )
    kind = ColumnType(match[1])
    shape: tuple[int | None, ...] = tuple(int(axis) for axis in match[2].split("x")) if match[2] else ()
    if kind is ColumnType.PICTURE:
        shape = shape or (None, None, _PICTURE_AXES)
        if len(shape) != _PICTURE_AXES or shape[-1] not in (1, 3, 4):
            raise ValueError(f"Expected height x width x channels of a picture. Received: {words!r}")
    elif kind is ColumnType.TEXT and shape:
        raise ValueError(f"Expected text without a shape. Received: {words!r}")
    return Column(name, kind, shape)


def shown_type(column: Column) -> str:
    """Return a column's type in words, such as `class (3)` or `picture of any size`.

    Example:
        >>> shown_type(parse_column("vector", "number 50"))
        'number x 50'
    """
    if column.type is ColumnType.CLASS:
        return f"class ({len(column.classes)})"
    if column.type is ColumnType.PICTURE and None in column.shape:
        return "picture of any size"
    axes = " x ".join(str(axis) for axis in column.shape)
    return (
        f"{column.type} {axes}" if column.type is ColumnType.PICTURE else " x ".join(filter(None, [column.type, axes]))
    )


def parsed_value(column: Column, text: str) -> Any:
    """Return what a cell of a table says.

    Raises:
        ValueError: The cell does not hold what the column promises.

    Example:
        >>> parsed_value(parse_column("species", ["Adelie", "Gentoo"]), "Gentoo")
        1
    """
    match column.type:
        case ColumnType.INTEGER:
            return int(text)
        case ColumnType.NUMBER:
            return float(text) if text else float("nan")
        case ColumnType.CLASS:
            if text not in column.classes:
                raise ValueError(f"Expected one of {', '.join(column.classes)} in {column.name}. Received: {text!r}")
            return column.classes.index(text)
        case _:
            return text
