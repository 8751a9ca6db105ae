import numpy as np


def class_of(model, picture):
    """Return the most probable class, 0, 1, …, of one grey picture: uint8 (28, 28), 0 to 255."""
    inputs = picture[np.newaxis, ..., np.newaxis].astype("float32") / 255.0
    probabilities = model.predict(inputs, verbose=0)
    return int(np.argmax(probabilities[0]))
