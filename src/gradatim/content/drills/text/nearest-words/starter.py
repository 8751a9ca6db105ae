import numpy as np


def load(path):
    """Return the words of a file of vectors, a list, and their vectors, float32 (words, numbers)."""
    ...  # TODO


def unit(vectors):
    """Return the vectors, one or many, each divided by its length."""
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def nearest(word, words, vectors, count):
    """Return the `count` words nearest to a word, best first: pairs of word and cosine."""
    ...  # TODO


def analogy(a, b, c, words, vectors):
    """Return the word that is to c as b is to a."""
    ...  # TODO
