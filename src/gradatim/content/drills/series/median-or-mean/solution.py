import numpy as np


def nights(seed: int) -> np.ndarray:
    """Return the passengers of 365 nights: few on most, very many on some."""
    return np.random.default_rng(seed).gamma(0.8, 25, 365).astype(int)


def absolute_error(counts: np.ndarray, guess: float) -> float:
    """Return the mean absolute error of one guess for all nights."""
    return float(np.abs(counts - guess).mean())


def squared_error(counts: np.ndarray, guess: float) -> float:
    """Return the mean squared error of one guess for all nights."""
    return float(np.square(counts - guess).mean())


def best_guess(counts: np.ndarray, error) -> int:
    """Return the whole number, from the smallest to the largest count, with the least error."""
    return min(range(counts.min(), counts.max() + 1), key=lambda guess: error(counts, guess))


FOR_A_NIGHT = "absolute"
FOR_THE_SUM = "squared"
