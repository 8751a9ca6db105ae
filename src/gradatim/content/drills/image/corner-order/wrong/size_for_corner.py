import numpy as np


def to_tensorflow(boxes, height, width):
    """Return pixel boxes (left, top, width, height) as shares (ymin, xmin, ymax, xmax)."""
    left, top, box_width, box_height = boxes.T
    return np.stack(
        [top / height, left / width, box_height / height, box_width / width],
        axis=1,
    )
