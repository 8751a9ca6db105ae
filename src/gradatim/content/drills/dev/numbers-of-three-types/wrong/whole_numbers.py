import tensorflow as tf


def weighted_error(targets, predictions, weights):
    """Return the weighted mean absolute error, a float32 tensor of shape ()."""
    weights = tf.cast(weights, tf.float32)
    errors = tf.cast(tf.abs(targets - tf.cast(predictions, tf.int64)), tf.float32)
    return tf.reduce_sum(weights * errors) / tf.reduce_sum(weights)
