"""Is this cell outlined well? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import pandas as pd

cells = pd.read_csv("data/cells.csv")
good = (cells.pop("outline") == "good").to_numpy("float32")  # (rows,), 1 good, 0 poor
measurements = cells.to_numpy("float32")  # (rows, 20), in the order of the file


def solution_model() -> keras.Model:
    """Return a trained model: twenty measurements in, probability of a good outline out."""
    model = keras.Sequential(
        [
            keras.Input((measurements.shape[1],), name="measurements"),
            # YOUR CODE: the layers. Compare the ranges of the columns first.
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    # YOUR CODE: train the model with model.fit(), and keep some cells aside to see when it begins to overfit.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
