import numpy as np


def mean_absolute_error(actual: np.ndarray, forecast: np.ndarray) -> float:
    """Return the mean of |forecast - actual| over all values.

    Raises:
        ValueError: The numbers of values differ.
    """
    ...  # TODO: bring both to the same shape, then compute the mean
