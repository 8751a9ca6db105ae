import numpy as np


def mase(actual: np.ndarray, forecast: np.ndarray, train: np.ndarray, season: int) -> float:
    """Return the mean absolute scaled error (Hyndman and Koehler, 2006).

    Raises:
        ValueError: The seasonal naive forecast makes no error in the training part.
    """
    error = np.abs(forecast - actual).mean()
    scale = np.abs(np.diff(train)).mean()
    if scale == 0:
        raise ValueError("the training part repeats itself exactly")
    return float(error / scale)
