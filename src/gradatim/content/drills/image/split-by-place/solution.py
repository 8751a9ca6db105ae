import numpy as np


def split(tiles, share, seed):
    """Return the rows for training and those for validation, whose blocks are others."""
    blocks = np.unique(tiles["block"])
    drawn = np.random.default_rng(seed).permutation(blocks)[: round(share * len(blocks))]
    held_out = tiles["block"].isin(drawn)
    return tiles[~held_out], tiles[held_out]
