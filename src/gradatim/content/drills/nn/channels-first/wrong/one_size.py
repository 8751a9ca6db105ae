import keras
import numpy as np


def prepare(photos):
    return np.transpose(photos, (0, 2, 3, 1)).astype("float32") / 255.0


def build_model(inputs, classes):
    return keras.Sequential(
        [
            keras.Input((48, 48, 3)),
            keras.layers.Conv2D(8, 3, activation="relu"),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
