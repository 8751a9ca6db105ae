import numpy as np


def class_of(model, picture):
    inputs = picture[np.newaxis, ..., np.newaxis]
    return int(np.argmax(model.predict(inputs, verbose=0)[0]))
