import tensorflow as tf


def training_batches(x, y, batch_size):
    data = tf.data.Dataset.from_tensor_slices((x, y))
    return data.shuffle(batch_size).batch(batch_size).prefetch(tf.data.AUTOTUNE)
