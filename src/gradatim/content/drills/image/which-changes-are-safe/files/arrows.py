"""Arrows in four directions, someone who recognises them, and changes to try."""

import numpy as np

UP = np.zeros((15, 15))
UP[3:12, 7] = 1
for step in range(1, 4):
    UP[3 + step, [7 - step, 7 + step]] = 1
ARROWS = {"up": UP, "down": UP[::-1], "left": UP.T, "right": UP.T[:, ::-1]}


def load_arrows():
    """Return 80 pictures (80, 15, 15), values 0 to 1, and their labels."""
    rng = np.random.default_rng(0)
    labels = np.repeat(list(ARROWS), 20)
    pictures = [np.roll(ARROWS[label] * rng.uniform(0.7, 1), rng.integers(-1, 2, 2), (0, 1)) for label in labels]
    return np.array(pictures), labels


def recognise(picture):
    """Return which arrow a picture shows, wherever it lies: the one that matches best in any position."""
    spectrum = np.fft.fft2(picture)
    return max(ARROWS, key=lambda name: np.fft.ifft2(spectrum * np.conj(np.fft.fft2(ARROWS[name]))).real.max())


def noise(picture):
    return picture + np.random.default_rng(1).normal(0, 0.05, picture.shape)


CHANGES = {
    "mirror left-right": lambda picture: picture[:, ::-1],
    "mirror top-bottom": lambda picture: picture[::-1],
    "quarter turn": np.rot90,
    "shift": lambda picture: np.roll(picture, 2, axis=1),
    "darker": lambda picture: picture * 0.6,
    "noise": noise,
}
