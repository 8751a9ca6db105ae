import tensorflow as tf


def descent_step(weight, bias, x, y, rate):
    """Move weight and bias one step down the mean squared error; return the loss before the step."""
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((weight * x + bias - y) ** 2)
    by_weight, by_bias = tape.gradient(loss, [weight, bias])
    weight.assign_sub(rate * by_weight)
    bias.assign_sub(rate * by_bias)
    return loss
