import tensorflow as tf


def weighted_error(targets, predictions, weights):
    """Return the weighted mean absolute error, a float32 tensor of shape ()."""
    errors = tf.abs(tf.cast(targets, tf.float32) - predictions)
    return tf.reduce_sum(weights * errors) / tf.reduce_sum(weights)
