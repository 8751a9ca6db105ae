import numpy as np


def write(model, start, count, characters, length, rng):
    """Return `start` and `count` more characters, each drawn from what the model says of the last `length`."""
    text = start
    ...  # TODO: look, ask, draw, add; `count` times
    return text
