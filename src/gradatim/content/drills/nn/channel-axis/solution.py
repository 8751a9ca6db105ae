import numpy as np


def model_inputs(images):
    """Return grey pictures as float32 (n, rows, columns, 1) from 0 to 1, as Conv2D takes them."""
    if images.ndim == 3:
        images = images[..., np.newaxis]
    return images.astype("float32") / 255.0
