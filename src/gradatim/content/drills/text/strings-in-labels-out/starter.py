import keras
import tensorflow as tf


def export(vectorize, network, path):
    """Save one model that takes strings (batch,) and returns the network's probabilities (batch, classes)."""
    ...  # TODO


def label(path, texts, classes):
    """Return the name of the most probable class of each text, by the model in a file."""
    ...  # TODO
