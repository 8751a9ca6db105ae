"""What the model is given, as a person reads it."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
INPUTS: tuple[str, ...] = _data["INPUTS"]
PLACES: dict[str, dict[str, int]] = _data["PLACES"]


def readable(dataset: Dataset, split: Split, inputs: npt.NDArray[np.float32]) -> list[list[str]]:  # noqa: ARG001
    """Return the nine inputs of each row (rows, 9) with their names, places in lists as the words that stand there."""
    return [[_figure(name, value) for name, value in zip(INPUTS, row, strict=True)] for row in inputs.tolist()]


def _figure(name: str, value: float) -> str:
    return f"{name} {list(PLACES[name])[int(value)]}" if name in PLACES else f"{name} {value:.4g}"
