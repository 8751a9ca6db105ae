import numpy as np


def biases(actual: np.ndarray, forecast: np.ndarray) -> dict[str, np.ndarray]:
    """Return what each compensation takes off, (24,), by name: none, one, hourly."""
    ...  # TODO


def choose(actual: np.ndarray, forecast: np.ndarray) -> str:
    """Return the compensation that, estimated on the first half of the days, serves the other days best."""
    ...  # TODO: estimate on one part, measure on the other


def compensated(actual: np.ndarray, forecast: np.ndarray, new: np.ndarray) -> np.ndarray:
    """Return new forecasts (n, 24) with the chosen compensation, estimated on all days, taken off."""
    ...  # TODO
