"""Mistake: the inputs are standardised here, but the saved model is given raw millimetres."""

import keras
import pandas as pd

penguins = pd.read_csv("data/penguins.csv")
flipper_length = penguins[["flipper_length_mm"]].to_numpy("float32")
body_mass = penguins[["body_mass_g"]].to_numpy("float32")
standardised_length = (flipper_length - flipper_length.mean()) / flipper_length.std()


def solution_model() -> keras.Model:
    """Build and train the model."""
    model = keras.Sequential(
        [
            keras.Input((1,), name="flipper_length"),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1),
            keras.layers.Rescaling(scale=float(body_mass.std()), offset=float(body_mass.mean())),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
    model.fit(standardised_length, body_mass, batch_size=32, epochs=60, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
