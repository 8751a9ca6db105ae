import keras
import numpy as np


def last_layer(labels):
    if np.issubdtype(labels.dtype, np.floating):
        width = labels.shape[1] if labels.ndim == 2 else 1
        return keras.layers.Dense(width), "mse"
    if labels.ndim == 2:
        if (labels.sum(axis=1) == 1).all():
            return keras.layers.Dense(labels.shape[1], activation="softmax"), "categorical_crossentropy"
        return keras.layers.Dense(labels.shape[1], activation="sigmoid"), "binary_crossentropy"
    if labels.max() == 1:
        return keras.layers.Dense(1, activation="softmax"), "binary_crossentropy"
    return keras.layers.Dense(int(labels.max()) + 1, activation="softmax"), "sparse_categorical_crossentropy"
