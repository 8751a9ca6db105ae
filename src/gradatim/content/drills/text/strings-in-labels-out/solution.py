import keras
import tensorflow as tf


def export(vectorize, network, path):
    """Save one model that takes strings (batch,) and returns the network's probabilities (batch, classes)."""
    keras.Sequential([keras.Input((), dtype="string"), vectorize, network]).save(path)


def label(path, texts, classes):
    """Return the name of the most probable class of each text, by the model in a file."""
    probabilities = keras.models.load_model(path).predict(tf.constant(texts), verbose=0)
    return [classes[index] for index in probabilities.argmax(axis=1)]
