import numpy as np


def nights(seed: int) -> np.ndarray:
    """Return the passengers of 365 nights: few on most, very many on some."""
    return np.random.default_rng(seed).gamma(0.8, 25, 365).astype(int)


def absolute_error(counts: np.ndarray, guess: float) -> float:
    """Return the mean absolute error of one guess for all nights."""
    ...  # TODO


def squared_error(counts: np.ndarray, guess: float) -> float:
    """Return the mean squared error of one guess for all nights."""
    ...  # TODO


def best_guess(counts: np.ndarray, error) -> int:
    """Return the whole number, from the smallest to the largest count, with the least error."""
    ...  # TODO: try them all


FOR_A_NIGHT = ...  # TODO: "absolute" or "squared", as measured
FOR_THE_SUM = ...  # TODO: "absolute" or "squared", as measured
