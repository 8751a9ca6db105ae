"""Pictures of one square or cross on a noisy ground."""

import numpy as np


def make_scenes(count, seed):
    """Return pictures (count, 32, 32, 1), kinds (count,) and boxes (count, 4) as shares (ymin, xmin, ymax, xmax)."""
    rng = np.random.default_rng(seed)
    pictures = rng.uniform(0, 0.3, (count, 32, 32, 1)).astype("float32")
    kinds, boxes = rng.integers(0, 2, count), np.zeros((count, 4), "float32")
    for picture, kind, box in zip(pictures, kinds, boxes):
        side = rng.integers(10, 17)
        top, left = rng.integers(0, 32 - side, 2)
        thing = picture[top : top + side, left : left + side]
        middle = slice(side // 2 - 2, side // 2 + 2)
        if kind == 0:
            thing[:] += 0.7
        else:
            thing[middle] += 0.7
            thing[:, middle] = np.maximum(thing[:, middle], 0.7)
        box[:] = np.array([top, left, top + side, left + side]) / 32
    return pictures, kinds, boxes
