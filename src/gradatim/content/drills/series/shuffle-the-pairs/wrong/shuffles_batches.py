import numpy as np
import tensorflow as tf


def training_pairs(series: np.ndarray, length: int, batch_size: int) -> tf.data.Dataset:
    """Return windows (batch, length, 1) and the value after each (batch,), in random order."""
    values = tf.data.Dataset.from_tensor_slices(series)
    pieces = values.window(length + 1, shift=1, drop_remainder=True)
    pieces = pieces.flat_map(lambda piece: piece.batch(length + 1))
    pairs = pieces.map(lambda piece: (piece[:length, tf.newaxis], piece[length]))
    return pairs.batch(batch_size).shuffle(len(series))
