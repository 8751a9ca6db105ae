import numpy as np
from PIL import Image, ImageOps


def load_rgb(path):
    """Return the picture upright as (height, width, 3) uint8, transparent parts white."""
    with Image.open(path) as file:
        return np.asarray(ImageOps.exif_transpose(file))
