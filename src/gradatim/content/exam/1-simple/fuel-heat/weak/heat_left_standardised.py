"""Mistake: the model learns standardised heat, and nothing turns its answers back into MJ/kg."""

import keras
import pandas as pd

ELEMENTS = ["carbon", "hydrogen", "oxygen", "nitrogen", "sulfur"]

fuels = pd.read_csv("data/fuels.csv")
shares = fuels[ELEMENTS].to_numpy("float32")
heat = fuels[["heat"]].to_numpy("float32")
standardised_heat = (heat - heat.mean()) / heat.std()


def solution_model() -> keras.Model:
    """Build and train the model."""
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
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
    model.fit(shares, standardised_heat, batch_size=32, epochs=40, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
