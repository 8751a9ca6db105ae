import keras
import numpy as np


def library(seed: int) -> np.ndarray:
    """Return the visitors of 600 days."""
    noise = np.random.default_rng(seed).normal(0, 5, 600)
    return (50 + 10 * np.sin(2 * np.pi * np.arange(600) / 7) + noise).astype("float32")


def pairs(series: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return all windows (n, 28) and the seven days after each (n, 7)."""
    pieces = np.lib.stride_tricks.sliding_window_view(series, 35)
    return pieces[:, :28].copy(), pieces[:, 28:].copy()


def train_model(windows: np.ndarray, weeks: np.ndarray) -> keras.Model:
    """Return a trained model: 28 days of visitors in, the next seven out."""
    ...  # TODO: build, compile, fit
