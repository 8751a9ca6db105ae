import numpy as np


def most_similar(features, query, count):
    lengths = np.linalg.norm(features, axis=1)
    return np.argsort(-(features @ query) / lengths)[:count]


def search(base, images, number, count):
    pixels = images.reshape(len(images), -1) / 255.0 + 0.001
    return most_similar(pixels, pixels[number], count)
