import keras
import numpy as np
import tensorflow as tf


def prepared(images):
    """Return images as float32 (n, 28, 28, 1) from 0 to 1."""
    ...  # TODO


def clothes(held_out, batch_size):
    """Return batches for training, validation and test; validation holds the last `held_out` training images."""
    (x, y), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()
    training = ...  # TODO: all but the last images, shuffled, in batches
    validation = ...  # TODO: the last images, in batches
    test = tf.data.Dataset.from_tensor_slices((prepared(x_test), y_test)).batch(batch_size)
    return training, validation, test
