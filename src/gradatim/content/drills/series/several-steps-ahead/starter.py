import numpy as np
import tensorflow as tf


def pairs(series: np.ndarray, length: int, horizon: int, batch_size: int) -> tf.data.Dataset:
    """Return windows (batch, length, 1) and the `horizon` values after each (batch, horizon)."""
    values = tf.data.Dataset.from_tensor_slices(series)
    ...  # TODO: cut pieces of length + horizon values, split each into features and labels, batch them
