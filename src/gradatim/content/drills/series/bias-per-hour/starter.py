import numpy as np


def bias(actual: np.ndarray, forecast: np.ndarray) -> np.ndarray:
    """Return the mean error of each column, (24,); positive where the forecast is too high."""
    ...  # TODO


def worst_hour(actual: np.ndarray, forecast: np.ndarray, begin: int) -> int:
    """Return the hour of the clock, 0 to 23, with the greatest bias in either direction."""
    ...  # TODO
