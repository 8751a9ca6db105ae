import numpy as np


def name_of(model, picture, names):
    """Return the name of the most probable class of one picture, uint8 of shape (28, 28)."""
    batch = picture[np.newaxis] / 255
    probabilities = model.predict(batch)
    return names[probabilities[0].argmax()]
