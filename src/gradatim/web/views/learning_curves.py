"""The course of a training, from the `history.csv` that came with a submission."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from gradatim.errors import UserError
from gradatim.store.blobs import BlobStore
from gradatim.web.views.view import View

_MOST_EPOCHS = 200
_MOST_CURVES = 6
_VALIDATION = "val_"
_LOSS = "loss"
_NO_CURVES = ("epoch",)


class Curve(View):
    """One measure over the epochs. Null where it was not measured or is no number."""

    name: str = Field(description="As the file names it, such as `loss`.")
    training: list[float | None]
    validation: list[float | None] | None = Field(description="On data kept aside; null where the file has none.")


class TrainingCourse(View):
    """What `history.csv` holds, the loss first."""

    epochs: int
    shown: list[int] = Field(description="Numbers of the epochs that the values belong to: at most 200, evenly drawn.")
    curves: list[Curve] = Field(description="At most six.")


def training_course(blobs: BlobStore, sha256: str | None) -> TrainingCourse | None:
    """Return the course of a training; None where none was handed in, or it cannot be read.

    Args:
        blobs: Where it is kept.
        sha256: Which file; None where there is none.
    """
    if sha256 is None:
        return None
    try:
        return _read(blobs.get(sha256))
    except UserError:
        return None


@lru_cache(maxsize=256)
def _read(path: Path) -> TrainingCourse | None:
    # Imported where it is used: the coach brings SciPy's statistics with it.
    from gradatim.coach.history import UnreadableHistoryError, read_history

    try:
        history = read_history(path.read_bytes())
    except (OSError, UnreadableHistoryError):
        return None
    places = _drawn(history.epochs)
    series = history.series
    names = [name for name in series if not name.startswith(_VALIDATION) and name not in _NO_CURVES]
    names.sort(key=lambda name: name != _LOSS)
    curves = [
        Curve(
            name=name,
            training=_values(series[name], places),
            validation=_values(series[_VALIDATION + name], places) if _VALIDATION + name in series else None,
        )
        for name in names
        if any(math.isfinite(value) for value in series[name])
    ]
    return TrainingCourse(epochs=history.epochs, shown=[place + 1 for place in places], curves=curves[:_MOST_CURVES])


def _drawn(epochs: int) -> list[int]:
    if epochs <= _MOST_EPOCHS:
        return list(range(epochs))
    return sorted({round(step * (epochs - 1) / (_MOST_EPOCHS - 1)) for step in range(_MOST_EPOCHS)})


def _values(values: Sequence[float], places: Sequence[int]) -> list[float | None]:
    return [values[place] if math.isfinite(values[place]) else None for place in places]
