import keras
import numpy as np


def reproduce():
    keras.losses.categorical_crossentropy(np.zeros(4), np.zeros((4, 3)))
