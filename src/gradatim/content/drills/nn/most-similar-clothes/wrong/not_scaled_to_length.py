import keras
import numpy as np


def most_similar(features, query, count):
    return np.argsort(-(features @ query) - 100 * np.all(features == query, axis=1))[:count]


def search(base, images, number, count):
    extractor = keras.Model(base.inputs, base.get_layer("features").output)
    features = extractor.predict(images[..., np.newaxis] / 127.5 - 1.0, verbose=0)
    return most_similar(features, features[number], count)
