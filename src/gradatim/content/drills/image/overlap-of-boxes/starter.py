import numpy as np


def overlaps(first, second):
    """Return the intersection over union of each box of `first` with each of `second`."""
    ...  # TODO: the common part of each pair, its area, the areas of the boxes, and the share
