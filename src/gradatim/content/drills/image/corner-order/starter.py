import numpy as np


def to_tensorflow(boxes, height, width):
    """Return pixel boxes (left, top, width, height) as shares (ymin, xmin, ymax, xmax)."""
    left, top, box_width, box_height = boxes.T
    ...  # TODO: the two corners as shares of the picture, y first
