"""What the model is given, as a person reads it."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))


def readable(dataset: Dataset, split: Split, inputs: npt.NDArray[np.float32]) -> list[list[str]]:
    """Return the twenty measurements of each row (rows, 20) with their names."""
    names = [name for name in _data["cells"](dataset, split, hidden=False)[0] if name not in ("row", "outline")]
    return [
        [f"{name.replace('_', ' ')} {value:.4g}" for name, value in zip(names, row, strict=True)]
        for row in inputs.tolist()
    ]
