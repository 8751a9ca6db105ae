import tensorflow as tf


def training_batches(x, y, batch_size):
    """Return the examples of one epoch, mixed, in batches."""
    return tf.data.Dataset.from_tensor_slices((x, y)).shuffle(len(x)).batch(batch_size).prefetch(tf.data.AUTOTUNE)
