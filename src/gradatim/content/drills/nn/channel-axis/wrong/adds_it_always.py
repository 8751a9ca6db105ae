import numpy as np


def model_inputs(images):
    return images[..., np.newaxis].astype("float32") / 255.0
