import keras
import numpy as np


def new_model():
    """Return a model that gives the probability that a penguin is male."""
    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, activation="sigmoid")])


def prepare(measurements, sexes):
    """Return measurements and labels of the penguins whose sex is known."""
    x = np.array(measurements, dtype="float32")
    y = np.array([sex == "male" for sex in sexes], dtype="float32")
    return x, y


def train(measurements, sexes):
    """Return a model that has been trained for five epochs."""
    x, y = prepare(measurements, sexes)
    model = new_model()
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=5, verbose=0)
    return model
