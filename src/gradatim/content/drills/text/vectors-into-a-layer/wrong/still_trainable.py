import keras
import numpy as np


def read(path):
    """Return the vectors of a file: a dictionary from word to float32 (numbers,)."""
    with open(path, encoding="utf-8") as file:
        rows = [line.split() for line in file]
    return {row[0]: np.array(row[1:], dtype="float32") for row in rows}


def embedding_layer(vocabulary, path):
    """Return a frozen embedding layer whose row k is the vector of word k of the vocabulary."""
    vectors = read(path)
    width = len(next(iter(vectors.values())))
    matrix = np.stack([vectors.get(word, np.zeros(width)) for word in vocabulary])
    return keras.layers.Embedding(len(vocabulary), width, weights=[matrix], mask_zero=True)
