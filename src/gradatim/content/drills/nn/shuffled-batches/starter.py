import tensorflow as tf


def training_batches(x, y, batch_size):
    """Return the examples of one epoch, mixed, in batches."""
    return tf.data.Dataset.from_tensor_slices((x, y)).batch(batch_size).shuffle(batch_size).repeat()
