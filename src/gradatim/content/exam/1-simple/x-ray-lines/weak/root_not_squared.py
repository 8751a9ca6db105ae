"""Mistake: the network learns the square root of the energy, and nothing squares its answers again."""

import keras
import numpy as np
import pandas as pd

LINES = 10

table = pd.read_csv("data/lines.csv")
inputs = table[["atomic_number", "line_number"]].to_numpy("float32")
root = np.sqrt(table[["electron_volts"]].to_numpy("float32") / 1000)


def solution_model() -> keras.Model:
    """Build and train the model."""
    element_and_line = keras.Input((2,), name="element_and_line")
    protons = keras.layers.Rescaling(1 / 98)(element_and_line[:, :1])
    line = keras.ops.one_hot(keras.ops.cast(element_and_line[:, 1], "int32"), LINES)
    features = keras.layers.Concatenate()([protons, protons * line, line])
    features = keras.layers.Dense(32, activation="relu")(features)
    model = keras.Model(element_and_line, keras.layers.Dense(1)(features))
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
    model.fit(inputs, root, batch_size=32, epochs=40, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
