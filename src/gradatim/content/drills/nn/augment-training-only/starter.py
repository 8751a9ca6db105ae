import keras
import tensorflow as tf


def datasets(train, validation, batch_size):
    """Return a training dataset, mirrored at random, and a validation dataset as it is, both in batches."""
    augment = keras.layers.RandomFlip("horizontal_and_vertical")  # TODO

    def augmented(pictures, labels):
        return augment(pictures, training=True), labels

    train_batches = tf.data.Dataset.from_tensor_slices(train).batch(batch_size)
    validation_batches = tf.data.Dataset.from_tensor_slices(validation).batch(batch_size)
    return train_batches.map(augmented), validation_batches.map(augmented)  # TODO
