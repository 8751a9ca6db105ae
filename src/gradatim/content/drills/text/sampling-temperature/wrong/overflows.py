import numpy as np


def sharpen(probabilities, temperature):
    powers = np.asarray(probabilities, dtype="float64") ** (1 / temperature)
    return powers / powers.sum()


def sample(probabilities, temperature, rng):
    sharpened = sharpen(probabilities, temperature)
    return int(rng.choice(len(sharpened), p=sharpened))
