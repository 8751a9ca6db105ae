import keras
import numpy as np


def features_of(base, layer, images):
    """Return the output of an inner layer for uint8 pictures (n, rows, columns): one row of numbers a picture."""
    extractor = ...  # TODO: a model that ends at this layer
    inputs = ...  # TODO: pictures as the base was trained on: with a channel, from -1 to 1
    features = extractor.predict(inputs, verbose=0)
    return features.reshape(len(images), -1)
