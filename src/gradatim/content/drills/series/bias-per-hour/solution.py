import numpy as np


def bias(actual: np.ndarray, forecast: np.ndarray) -> np.ndarray:
    """Return the mean error of each column, (24,); positive where the forecast is too high."""
    return (forecast - actual).mean(axis=0)


def worst_hour(actual: np.ndarray, forecast: np.ndarray, begin: int) -> int:
    """Return the hour of the clock, 0 to 23, with the greatest bias in either direction."""
    column = int(np.abs(bias(actual, forecast)).argmax())
    return (begin + column) % 24
