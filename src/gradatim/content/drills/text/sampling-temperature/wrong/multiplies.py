import numpy as np


def sharpen(probabilities, temperature):
    """Return the probabilities at a temperature: to the power of 1 / temperature, summing to 1."""
    with np.errstate(divide="ignore"):
        logs = np.log(np.asarray(probabilities, dtype="float64")) * temperature
    powers = np.exp(logs - logs.max())
    return powers / powers.sum()


def sample(probabilities, temperature, rng):
    """Return the id of one character, drawn at a temperature."""
    sharpened = sharpen(probabilities, temperature)
    return int(rng.choice(len(sharpened), p=sharpened))
