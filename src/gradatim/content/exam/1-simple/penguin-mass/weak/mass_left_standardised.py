"""Mistake: the model learns standardised masses, and nothing turns its answers back into grams."""

import keras
import pandas as pd

penguins = pd.read_csv("data/penguins.csv")
flipper_length = penguins[["flipper_length_mm"]].to_numpy("float32")
body_mass = penguins[["body_mass_g"]].to_numpy("float32")
standardised_mass = (body_mass - body_mass.mean()) / body_mass.std()


def solution_model() -> keras.Model:
    """Build and train the model."""
    standardise = keras.layers.Normalization()
    standardise.adapt(flipper_length)
    model = keras.Sequential(
        [
            keras.Input((1,), name="flipper_length"),
            standardise,
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
    model.fit(flipper_length, standardised_mass, batch_size=32, epochs=60, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
