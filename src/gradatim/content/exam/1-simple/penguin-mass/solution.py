"""Reference answer: a straight line with a bend or two. The model takes millimetres and returns grams by itself."""

import keras
import pandas as pd

penguins = pd.read_csv("data/penguins.csv")
flipper_length = penguins[["flipper_length_mm"]].to_numpy("float32")
body_mass = penguins[["body_mass_g"]].to_numpy("float32")


def solution_model() -> keras.Model:
    """Build and train the model."""
    # Both ends of the network work near 0 and 1, where its initial weights are right; both steps travel with the model.
    standardise = keras.layers.Normalization()
    standardise.adapt(flipper_length)
    to_grams = keras.layers.Rescaling(scale=float(body_mass.std()), offset=float(body_mass.mean()))
    model = keras.Sequential(
        [
            keras.Input((1,), name="flipper_length"),
            standardise,
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1),
            to_grams,
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="mean_absolute_error")
    model.fit(flipper_length, body_mass, batch_size=32, epochs=60, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
