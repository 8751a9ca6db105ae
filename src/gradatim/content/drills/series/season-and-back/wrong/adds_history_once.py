import numpy as np


def seasonal_difference(series: np.ndarray, season: int) -> np.ndarray:
    """Return each value minus the value `season` steps earlier; `season` values shorter than the series."""
    return series[season:] - series[:-season]


def undo(differences: np.ndarray, history: np.ndarray, season: int) -> np.ndarray:
    """Return the forecasts whose seasonal differences are `differences`, for the steps right after `history`."""
    last = np.resize(history[-season:], len(differences))
    return last + differences
