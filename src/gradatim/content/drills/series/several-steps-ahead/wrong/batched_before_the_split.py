import numpy as np
import tensorflow as tf


def pairs(series: np.ndarray, length: int, horizon: int, batch_size: int) -> tf.data.Dataset:
    """Return windows (batch, length, 1) and the `horizon` values after each (batch, horizon)."""
    values = tf.data.Dataset.from_tensor_slices(series)
    pieces = values.window(length + horizon, shift=1, drop_remainder=True)
    pieces = pieces.flat_map(lambda piece: piece.batch(length + horizon))
    return pieces.batch(batch_size).map(lambda piece: (piece[:length, tf.newaxis], piece[length:]))
