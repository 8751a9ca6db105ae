import keras
import numpy as np
import tensorflow as tf


def prepared(images):
    return images[..., np.newaxis].astype("float32") / 255.0


def clothes(held_out, batch_size):
    (x, y), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()
    training = tf.data.Dataset.from_tensor_slices((prepared(x), y)).shuffle(len(x)).batch(batch_size)
    test = tf.data.Dataset.from_tensor_slices((prepared(x_test), y_test)).batch(batch_size)
    return training, test.take(held_out), test
