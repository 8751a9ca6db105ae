"""Mistake: training happens on one model, and a new one with fresh weights is saved."""

import keras
import pandas as pd

ELEMENTS = ["carbon", "hydrogen", "oxygen", "nitrogen", "sulfur"]

fuels = pd.read_csv("data/fuels.csv")
shares = fuels[ELEMENTS].to_numpy("float32")
heat = fuels[["heat"]].to_numpy("float32")


def solution_model() -> keras.Model:
    """Build the model."""
    standardise = keras.layers.Normalization()
    standardise.adapt(shares)
    model = keras.Sequential(
        [
            keras.Input((len(ELEMENTS),), name="shares"),
            standardise,
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.02), loss="mean_absolute_error")
    return model


if __name__ == "__main__":
    solution_model().fit(shares, heat, batch_size=32, epochs=40, verbose=2)
    model = solution_model()
    model.save("model.keras")
