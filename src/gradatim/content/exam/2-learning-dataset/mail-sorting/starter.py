"""Which digit and how sure? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import numpy as np

with np.load("data/digits.npz") as digits:
    x_train, y_train = digits["x_train"], digits["y_train"]  # uint8 (rows, 28, 28), 0 to 255; uint8 (rows,), 0 to 9
    x_test, y_test = digits["x_test"], digits["y_test"]  # the same, for checking


def solution_model() -> keras.Model:
    """Return a trained model: picture in, ten probabilities out."""
    model = keras.Sequential(
        [
            keras.Input((28, 28), dtype="uint8", name="picture"),
            # YOUR CODE: scaling, an axis for the channel, convolutions, pooling.
            keras.layers.Flatten(),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    # YOUR CODE: train on x_train and y_train. The loss on x_test and y_test shows what to expect of the score.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
