import numpy as np


def load(path):
    """Return the words of a file of vectors, a list, and their vectors, float32 (words, numbers)."""
    with open(path, encoding="utf-8") as file:
        rows = [line.split() for line in file]
    return [row[0] for row in rows], np.array([row[1:] for row in rows], dtype="float32")


def unit(vectors):
    """Return the vectors, one or many, each divided by its length."""
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def ranked(direction, words, vectors, without):
    """Return all words but some, those with the greatest cosine first: pairs of word and cosine."""
    cosines = unit(vectors) @ unit(direction)
    return [(words[index], float(cosines[index])) for index in np.argsort(-cosines) if words[index] not in without]


def nearest(word, words, vectors, count):
    """Return the `count` words nearest to a word, best first: pairs of word and cosine."""
    return ranked(vectors[words.index(word)], words, vectors, [word])[:count]


def analogy(a, b, c, words, vectors):
    """Return the word that is to c as b is to a."""
    first, second, third = (unit(vectors[words.index(word)]) for word in (a, b, c))
    return ranked(second - first + third, words, vectors, [a, b, c])[0][0]
