import numpy as np


def model_inputs(images):
    if images.ndim == 3:
        images = images[..., np.newaxis]
    return images / 255.0
