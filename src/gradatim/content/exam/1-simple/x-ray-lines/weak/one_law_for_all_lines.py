"""Mistake: the line is left out, so all ten lines of an element get the same energy."""

import keras
import pandas as pd

table = pd.read_csv("data/lines.csv")
inputs = table[["atomic_number", "line_number"]].to_numpy("float32")
energy = table[["electron_volts"]].to_numpy("float32") / 1000


def solution_model() -> keras.Model:
    """Build and train the model."""
    element_and_line = keras.Input((2,), name="element_and_line")
    protons = keras.layers.Rescaling(1 / 98)(element_and_line[:, :1])
    features = keras.layers.Dense(32, activation="relu")(protons)
    outputs = keras.layers.Dense(1)(features)
    outputs = keras.layers.Rescaling(scale=float(energy.std()), offset=float(energy.mean()))(outputs)
    model = keras.Model(element_and_line, outputs)
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
    model.fit(inputs, energy, batch_size=32, epochs=40, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
