"""Reads `history.csv`, the course of a training as Keras' CSVLogger writes it. The file is untrusted."""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass

MAX_HISTORY_BYTES = 1_000_000
_MOST_EPOCHS = 10_000
_MOST_SERIES = 64
_LONGEST_NAME = 64
_SEPARATORS = ",;\t"
_LOSS = "loss"
_VALIDATION_LOSS = "val_loss"
_LARGEST = 1e30
"""Beyond it a loss is as good as infinite, and sums of it would be."""

_MISSING = ("", "NA")
"""What CSVLogger writes where an epoch lacks a value that others have."""


class UnreadableHistoryError(Exception):
    """The file is no history of a training.

    Args:
        expected: What should have been there.
        received: What was.
    """

    def __init__(self, expected: str, received: str) -> None:
        self.expected, self.received = expected, received
        super().__init__(f"Expected {expected}. Received: {received}")


@dataclass(frozen=True)
class History:
    """The course of one training.

    Args:
        series: For each column its values, one per epoch; not finite where the training was not, or nothing is known.
    """

    series: dict[str, tuple[float, ...]]

    @property
    def epochs(self) -> int:
        """How many epochs there were."""
        return len(self.loss)

    @property
    def loss(self) -> tuple[float, ...]:
        """The training loss of each epoch."""
        return self.series[_LOSS]

    @property
    def validation_loss(self) -> tuple[float, ...] | None:
        """The loss on data kept aside, of each epoch; None when it was not measured in every one."""
        values = self.series.get(_VALIDATION_LOSS)
        return values if values is not None and all(math.isfinite(value) for value in values) else None


def read_history(content: bytes) -> History:
    """Read the file.

    Epochs that were appended by a second training go on where the first one ended; the column `epoch` is not believed.

    Args:
        content: The file, at most 1 MB.

    Raises:
        UnreadableHistoryError: It is too large, no text, or no table of numbers with a column `loss`.
    """
    if len(content) > MAX_HISTORY_BYTES:
        raise UnreadableHistoryError(f"at most {MAX_HISTORY_BYTES:,} bytes", f"{len(content):,} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableHistoryError("text in UTF-8", f"a byte at {error.start} that is none") from error
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    try:
        lines = [line for line in csv.reader(io.StringIO(text), delimiter=separator) if line]
    except csv.Error as error:
        raise UnreadableHistoryError("a table as CSVLogger writes it", str(error)) from error
    if not lines:
        raise UnreadableHistoryError("a line of names and a line for each epoch", "an empty file")
    names, rows = lines[0], [line for line in lines[1:] if line != lines[0]]
    _check_names(names)
    if not 1 <= len(rows) <= _MOST_EPOCHS:
        raise UnreadableHistoryError(f"1 to {_MOST_EPOCHS:,} epochs", f"{len(rows):,}")
    numbers = [_numbers(row, names, place) for place, row in enumerate(rows, start=1)]
    return History({name: tuple(row[column] for row in numbers) for column, name in enumerate(names)})


def _check_names(names: list[str]) -> None:
    if _LOSS not in names:
        raise UnreadableHistoryError("a column named loss", f"{len(names)} columns, none of that name")
    if len(names) > _MOST_SERIES or len(set(names)) < len(names):
        raise UnreadableHistoryError(f"at most {_MOST_SERIES} columns, each of its own name", f"{len(names)} columns")
    if any(len(name) > _LONGEST_NAME or not name.isprintable() for name in names):
        raise UnreadableHistoryError(f"names of at most {_LONGEST_NAME} printable characters", "others")


def _numbers(row: list[str], names: list[str], place: int) -> list[float]:
    if len(row) != len(names):
        raise UnreadableHistoryError(f"{len(names)} values in line {place + 1}", f"{len(row)}")
    return [_number(value, name, place) for value, name in zip(row, names, strict=True)]


def _number(value: str, name: str, place: int) -> float:
    """Return a value; only those of the losses have to be numbers, other columns may hold lists or words."""
    if value.strip() in _MISSING and name != _LOSS:
        return math.nan
    try:
        number = float(value)
        return number if abs(number) <= _LARGEST else math.inf
    except ValueError as error:
        if name not in (_LOSS, _VALIDATION_LOSS):
            return math.nan
        raise UnreadableHistoryError(f"a number as {name} of line {place + 1}", "something else") from error
