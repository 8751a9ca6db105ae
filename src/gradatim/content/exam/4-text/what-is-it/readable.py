"""What the model is given, as a person reads it."""

from __future__ import annotations

import runpy
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset, load_dataset
from gradatim.data.split import Split

_data = runpy.run_path(str(Path(__file__).with_name("data.py")))
UNKNOWN: int = _data["UNKNOWN"]
FIRST_WORD: int = len(_data["SPECIAL_TOKENS"])


def readable(dataset: Dataset, split: Split, inputs: npt.NDArray[np.int32]) -> list[list[str]]:  # noqa: ARG001
    """Return the words of each row (rows, 24), … for one without a vector; the padding is left out."""
    with np.load(load_dataset("word-vectors").file(_data["VECTORS"])) as archive:
        words: list[str] = archive["words"].tolist()
    return [["…" if word == UNKNOWN else words[word - FIRST_WORD] for word in row if word] for row in inputs.tolist()]
