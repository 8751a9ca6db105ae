import keras
import numpy as np


def bits_per_character(model, ids, following):
    """Return the mean of -log2 of the probabilities that the model gave to the characters that came."""
    probabilities = model.predict(ids, verbose=0)
    ...  # TODO


def train(ids, following, characters):
    """Return a trained model: windows of ids (batch, 12) in, probabilities of the next character out."""
    ...  # TODO
