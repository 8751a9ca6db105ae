import tensorflow as tf


def training_batches(x, y, batch_size):
    data = tf.data.Dataset.from_tensor_slices((x, y))
    data = data.shuffle(len(x), seed=1, reshuffle_each_iteration=False)
    return data.batch(batch_size).prefetch(tf.data.AUTOTUNE)
