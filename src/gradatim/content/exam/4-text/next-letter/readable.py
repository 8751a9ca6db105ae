"""What the model is given, as a person reads it."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

CHARACTERS: str = runpy.run_path(str(Path(__file__).with_name("data.py")))["CHARACTERS"]


def readable(dataset: Dataset, split: Split, inputs: npt.NDArray[np.int32]) -> list[list[str]]:  # noqa: ARG001
    """Return the characters of each row (rows, 100), ↵ for a line break."""
    return [[CHARACTERS[place].replace("\n", "↵") for place in row] for row in inputs.tolist()]
