import numpy as np


def class_of(model, picture):
    inputs = picture[..., np.newaxis].astype("float32") / 255.0
    return int(np.argmax(model.predict(inputs, verbose=0)[0]))
