import numpy as np


def split(tiles, share, seed):
    """Return the rows for training and those for validation, whose blocks are others."""
    held_out = np.random.default_rng(seed).random(len(tiles)) < share
    return tiles[~held_out], tiles[held_out]
