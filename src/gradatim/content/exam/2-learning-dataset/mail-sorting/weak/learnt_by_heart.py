"""Mistake: a wide dense network, no convolution, no dropout, many epochs: it knows its pictures by heart."""

import keras
import numpy as np

with np.load("data/digits.npz") as digits:
    x_train, y_train = digits["x_train"], digits["y_train"]


def solution_model() -> keras.Model:
    """Build and train the model."""
    model = keras.Sequential(
        [
            keras.Input((28, 28), dtype="uint8", name="picture"),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Flatten(),
            keras.layers.Dense(512, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    model.fit(x_train, y_train, batch_size=32, epochs=25, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
