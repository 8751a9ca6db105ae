import numpy as np


def class_of(model, picture):
    inputs = picture[np.newaxis, ..., np.newaxis] / 255.0
    return model.predict(inputs, verbose=0).argmax(axis=-1)
