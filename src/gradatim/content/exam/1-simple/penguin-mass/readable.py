"""What the model is given, as a person reads it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gradatim.data.catalogue import Dataset
from gradatim.data.split import Split


def readable(dataset: Dataset, split: Split, inputs: npt.NDArray[np.float32]) -> list[list[str]]:  # noqa: ARG001
    """Return the flipper length of each row (rows, 1) in words."""
    return [[f"flipper {length:.0f} mm"] for (length,) in inputs.tolist()]
