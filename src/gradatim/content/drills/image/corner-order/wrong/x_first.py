import numpy as np


def to_tensorflow(boxes, height, width):
    """Return pixel boxes (left, top, width, height) as shares (ymin, xmin, ymax, xmax)."""
    left, top, box_width, box_height = boxes.T
    return np.stack(
        [left / width, top / height, (left + box_width) / width, (top + box_height) / height],
        axis=1,
    )
