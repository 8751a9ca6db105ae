"""Mean absolute error, plain and scaled."""

from __future__ import annotations

from math import isfinite

import numpy as np

from gradatim.grading.metrics.bootstrap import Floats, Integers
from gradatim.grading.metrics.mean import Measured, mean_of_rows


def mean_absolute_error(predictions: Floats, targets: Floats, blocks: Integers | None) -> Measured:
    """Return the mean absolute error over all rows and all values of a row.

    Args:
        predictions: Values, `(rows, …)`.
        targets: Values of the same shape.
        blocks: One label per row, or None.

    Returns:
        The error in the targets' unit and its interval; a row's errors stay together when rows are resampled.
    """
    errors = np.abs(predictions - targets).reshape(len(targets), -1)
    return mean_of_rows(errors.mean(axis=1), blocks)


def mean_absolute_scaled_error(
    predictions: Floats, targets: Floats, blocks: Integers | None, scale: float | None
) -> Measured:
    """Return the mean absolute error divided by that of a naive forecast: below 1 is better than naive.

    Source: Hyndman, R. J. and Koehler, A. B. (2006), Another look at measures of forecast accuracy, International
    Journal of Forecasting 22, 679-688.

    Args:
        predictions: Values, `(rows, …)`.
        targets: Values of the same shape.
        blocks: One label per row, or None.
        scale: The naive forecast's in-sample mean absolute error, from the candidate's part of the data.

    Returns:
        The error without a unit and its interval.

    Raises:
        ValueError: The scale is missing, not finite or not above 0.
    """
    if scale is None or not isfinite(scale) or scale <= 0:
        raise ValueError(f"Expected a scale above 0 for the mean absolute scaled error. Received: {scale}")
    plain = mean_absolute_error(predictions, targets, blocks)
    return Measured(plain.value / scale, lambda: (plain.interval[0] / scale, plain.interval[1] / scale))
