import numpy as np


def write(model, start, count, characters, length, rng):
    """Return `start` and `count` more characters, each drawn from what the model says of the last `length`."""
    text = start
    for _ in range(count):
        ids = np.array([[characters.index(character) for character in text[-length:]]], dtype="int32")
        probabilities = np.asarray(model(ids), dtype="float64")[0]
        text += characters[probabilities.argmax()]
    return text
