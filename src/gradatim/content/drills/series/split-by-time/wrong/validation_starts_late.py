import numpy as np


def windows(piece: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Return all windows (n, length, 1) of a piece of a series and the value after each (n,)."""
    rows = np.lib.stride_tricks.sliding_window_view(piece, length + 1)
    return rows[:, :length, np.newaxis].copy(), rows[:, length].copy()


def split_pairs(series: np.ndarray, length: int, first_validation: int):
    """Return train_x, train_y, validation_x, validation_y; labels from `first_validation` on validate."""
    train_x, train_y = windows(series[:first_validation], length)
    validation_x, validation_y = windows(series[first_validation:], length)
    return train_x, train_y, validation_x, validation_y
