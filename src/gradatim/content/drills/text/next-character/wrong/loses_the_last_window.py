import numpy as np


def windows(text, characters, length):
    """Return all windows of character ids (n, length) and the id of the character after each of them (n,)."""
    ids = np.array([characters.index(character) for character in text], dtype="int32")
    starts = range(len(ids) - length - 1)
    return np.stack([ids[start : start + length] for start in starts]), ids[length:-1]
