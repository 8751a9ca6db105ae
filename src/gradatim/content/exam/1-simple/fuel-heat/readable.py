"""What the model is given, as a person reads it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split

ELEMENTS = ("carbon", "hydrogen", "oxygen", "nitrogen", "sulphur")


def readable(dataset: Dataset, split: Split, inputs: npt.NDArray[np.float32]) -> list[list[str]]:  # noqa: ARG001
    """Return the five shares of each row (rows, 5) with their elements."""
    return [[f"{name} {share:.4g} %" for name, share in zip(ELEMENTS, row, strict=True)] for row in inputs.tolist()]
