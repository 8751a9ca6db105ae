import numpy as np


def windows(piece: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Return all windows (n, length, 1) of a piece of a series and the value after each (n,)."""
    rows = np.lib.stride_tricks.sliding_window_view(piece, length + 1)
    return rows[:, :length, np.newaxis].copy(), rows[:, length].copy()


def split_pairs(series: np.ndarray, length: int, first_validation: int):
    """Return train_x, train_y, validation_x, validation_y; labels from `first_validation` on validate."""
    x, y = windows(series, length)
    order = np.random.permutation(len(y))
    train, validation = order[: first_validation - length], order[first_validation - length :]
    return x[train], y[train], x[validation], y[validation]
