import tensorflow as tf


def weighted_error(targets, predictions, weights):
    """Return the weighted mean absolute error, a float32 tensor of shape ()."""
    # TODO: the operations below get numbers of different types
    errors = tf.abs(targets - predictions)
    return tf.reduce_sum(weights * errors) / tf.reduce_sum(weights)
