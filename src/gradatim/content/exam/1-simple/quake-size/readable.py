"""What the model is given, as a person reads it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

COLUMNS = (("depth", "km"), ("stations", ""), ("nearest", "degrees"), ("residual", "s"), ("gap", "degrees"))
NOT_REPORTED = -1.0


def readable(dataset: Dataset, split: Split, inputs: npt.NDArray[np.float32]) -> list[list[str]]:  # noqa: ARG001
    """Return the five numbers of each row (rows, 5) with their names and units."""
    return [
        [_figure(name, unit, value) for (name, unit), value in zip(COLUMNS, row, strict=True)]
        for row in inputs.tolist()
    ]


def _figure(name: str, unit: str, value: float) -> str:
    # A depth of -1 km is above sea level, and real.
    if value == NOT_REPORTED and name != "depth":
        return f"{name} not reported"
    return f"{name} {value:.4g} {unit}".strip()
