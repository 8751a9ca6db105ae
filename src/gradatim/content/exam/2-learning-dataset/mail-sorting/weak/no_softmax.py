"""Mistake: the loss takes logits, and nothing turns them into probabilities when the model answers."""

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
            keras.layers.Reshape((28, 28, 1)),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, activation="relu"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dropout(0.3),
            keras.layers.Dense(10),
        ]
    )
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit(x_train, y_train, batch_size=32, epochs=6, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
