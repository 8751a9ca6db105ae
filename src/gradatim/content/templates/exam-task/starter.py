"""Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import numpy as np

x, y = np.zeros((8, 1), "float32"), np.zeros((8, 1), "float32")  # load data/ here


def solution_model() -> keras.Model:
    """Return a trained model."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(optimizer="adam", loss="mean_absolute_error")
    # YOUR WORK: train it.
    return model


if __name__ == "__main__":
    solution_model().save("model.keras")
