"""How heavy is this penguin? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import pandas as pd

penguins = pd.read_csv("data/penguins.csv")
flipper_length = penguins[["flipper_length_mm"]].to_numpy("float32")  # (rows, 1), millimetres
body_mass = penguins[["body_mass_g"]].to_numpy("float32")  # (rows, 1), grams


def solution_model() -> keras.Model:
    """Return a trained model: flipper length in millimetres in, body mass in grams out."""
    model = keras.Sequential(
        [
            keras.Input((1,), name="flipper_length"),
            # YOUR CODE: the layers. Look at the range of both columns before you choose them.
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mean_absolute_error")
    # YOUR CODE: train the model with model.fit().
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
