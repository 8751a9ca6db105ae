"""Mistake: a wide, deep network goes over 80 fuels until it knows them, and nothing holds it back."""

import keras
import pandas as pd

ELEMENTS = ["carbon", "hydrogen", "oxygen", "nitrogen", "sulfur"]

fuels = pd.read_csv("data/fuels.csv").head(80)
shares = fuels[ELEMENTS].to_numpy("float32")
heat = fuels[["heat"]].to_numpy("float32")


def solution_model() -> keras.Model:
    """Build and train the model."""
    standardise = keras.layers.Normalization()
    standardise.adapt(shares)
    model = keras.Sequential(
        [
            keras.Input((len(ELEMENTS),), name="shares"),
            standardise,
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(256, activation="relu"),
            keras.layers.Dense(1),
            keras.layers.Rescaling(scale=float(heat.std()), offset=float(heat.mean())),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="mean_squared_error")
    model.fit(shares, heat, batch_size=16, epochs=200, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
