import numpy as np


def mean_absolute_error(actual: np.ndarray, forecast: np.ndarray) -> float:
    """Return the mean of |forecast - actual| over all values.

    Raises:
        ValueError: The numbers of values differ.
    """
    actual, forecast = np.ravel(actual), np.ravel(forecast)
    if actual.size != forecast.size:
        raise ValueError(f"{actual.size} actual values, {forecast.size} forecasts")
    return float((forecast - actual).mean())
