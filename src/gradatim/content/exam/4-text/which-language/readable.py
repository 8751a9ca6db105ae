"""What the model is given, as a person reads it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split


def readable(dataset: Dataset, split: Split, inputs: npt.NDArray[np.int32]) -> list[list[str]]:  # noqa: ARG001
    """Return the words of each row (rows, 40) of bytes; what fills the row up is left out."""
    return [bytes(row).rstrip(b"\0").decode().split() for row in inputs.tolist()]
