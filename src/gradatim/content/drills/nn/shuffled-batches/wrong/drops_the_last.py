import tensorflow as tf


def training_batches(x, y, batch_size):
    data = tf.data.Dataset.from_tensor_slices((x, y))
    return data.shuffle(len(x)).batch(batch_size, drop_remainder=True).prefetch(tf.data.AUTOTUNE)
