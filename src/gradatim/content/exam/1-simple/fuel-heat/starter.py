"""How much heat is in it? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import pandas as pd

ELEMENTS = ["carbon", "hydrogen", "oxygen", "nitrogen", "sulfur"]  # the order in which the grader gives them

fuels = pd.read_csv("data/fuels.csv")
shares = fuels[ELEMENTS].to_numpy("float32")  # (rows, 5), per cent of the mass
heat = fuels[["heat"]].to_numpy("float32")  # (rows, 1), MJ/kg


def solution_model() -> keras.Model:
    """Return a trained model: shares of five elements in per cent in, heat in MJ/kg out."""
    model = keras.Sequential(
        [
            keras.Input((len(ELEMENTS),), name="shares"),
            # YOUR CODE: the layers. Sulphur is a fraction of a per cent, carbon is fifty.
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mean_absolute_error")
    # YOUR CODE: train the model with model.fit(), and keep some fuels aside to see how well it does on new ones.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
