import numpy as np


def sharpen(probabilities, temperature):
    """Return the probabilities at a temperature: to the power of 1 / temperature, summing to 1."""
    ...  # TODO


def sample(probabilities, temperature, rng):
    """Return the id of one character, drawn at a temperature."""
    ...  # TODO
