import numpy as np


def split(tiles, share, seed):
    """Return the rows for training and those for validation, whose blocks are others."""
    ...  # TODO: draw blocks with np.random.default_rng(seed), then take the rows that lie in them
