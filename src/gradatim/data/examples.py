"""Examples in the form in which a model is given them: a task's hidden part, or the candidate's own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Examples:
    """Inputs for the sandbox and targets that never enter it.

    Args:
        inputs: What the model is given, rows first, exactly as the task's README states it (shape, dtype, scale).
        targets: What it should answer: class indices `(rows,)` of an integer dtype, values `(rows, …)` float, or for
            boxes `(rows, 5)` float: class index, top, left, bottom, right as fractions of the picture's sides.
        ids: One id per row, unique; the same ids that the split was drawn from or finer.
        blocks: One integer per row: rows of the same block are resampled together (overlapping windows, passages of
            one speech). Defaults to None: every row stands for itself.
        scale: For scaled errors: the in-sample mean absolute error of the seasonal naive forecast, from the
            candidate's part only, in the targets' unit. Defaults to None.
    """

    inputs: npt.NDArray[np.generic]
    targets: npt.NDArray[np.generic]
    ids: tuple[str, ...]
    blocks: npt.NDArray[np.int64] | None = None
    scale: float | None = None

    def __post_init__(self) -> None:
        rows = len(self.inputs)
        lengths = {"targets": len(self.targets), "ids": len(self.ids)}
        if self.blocks is not None:
            lengths["blocks"] = len(self.blocks)
        for name, length in lengths.items():
            if length != rows:
                raise ValueError(f"Expected as many {name} as inputs ({rows}). Received: {length}")
        if len(set(self.ids)) != rows:
            raise ValueError("Expected unique ids. Received: repeated ones")
