"""What the model is given, as a person reads it."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
UNKNOWN: int = _data["UNKNOWN"]


def readable(dataset: Dataset, split: Split, inputs: npt.NDArray[np.int32]) -> list[list[str]]:
    """Return the words of each row (rows, 100), … for one outside the vocabulary; the padding is left out."""
    shown, _ = _data["_parts"](dataset, split)
    vocabulary: tuple[str, ...] = _data["_vocabulary"](shown)
    return [["…" if word == UNKNOWN else vocabulary[word] for word in row if word] for row in inputs.tolist()]
