import numpy as np


def overlaps(first, second):
    """Return the intersection over union of each box of `first` with each of `second`."""
    begin = np.maximum(first[:, None, :2], second[None, :, :2])
    end = np.minimum(first[:, None, 2:], second[None, :, 2:])
    common = np.prod(end - begin, axis=-1)
    areas = [np.prod(boxes[:, 2:] - boxes[:, :2], axis=-1) for boxes in (first, second)]
    return common / (areas[0][:, None] + areas[1][None] - common)
