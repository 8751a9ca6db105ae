"""Fits on one half and applies to the other, so that a correction never sees the rows it is judged on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats, Integers

Fit = Callable[[Integers], Callable[[Floats], Floats]]
"""From row numbers to a correction that was fitted on these rows."""


def cross_fitted(predictions: Floats, examples: Examples, fit: Fit) -> Floats:
    """Return all predictions corrected, each by what the other half of the rows says; blocks stay whole.

    Source: Stone, M. (1974), Cross-validatory choice and assessment of statistical predictions, Journal of the Royal
    Statistical Society B 36, 111-147, with two parts.

    Args:
        predictions: One per row.
        examples: The rows' targets and blocks.
        fit: Fits the correction.

    Returns:
        Corrected predictions of the same shape.
    """
    blocks = np.arange(len(predictions)) if examples.blocks is None else examples.blocks
    _, position = np.unique(blocks, return_inverse=True)
    halves = position % 2 == 0
    corrected = np.array(predictions, dtype=np.float64)
    for mine in (halves, ~halves):
        theirs = np.flatnonzero(~mine)
        if mine.any() and len(theirs):
            corrected[mine] = fit(theirs)(predictions[mine])
    return corrected
