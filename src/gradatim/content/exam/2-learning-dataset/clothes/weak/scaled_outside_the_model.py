"""Mistake: the pictures are scaled here, but the saved model is given 0..255."""

import keras
import numpy as np

with np.load("data/clothes.npz") as clothes:
    images = clothes["images"][..., np.newaxis].astype("float32") / 255
    labels = clothes["labels"]


def solution_model() -> keras.Model:
    """Build and train the model."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1), name="image"),
            keras.layers.Conv2D(16, 3, padding="same", activation="tanh"),
            keras.layers.MaxPooling2D(),
            keras.layers.Conv2D(32, 3, padding="same", activation="tanh"),
            keras.layers.MaxPooling2D(),
            keras.layers.Flatten(),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(images, labels, batch_size=64, epochs=4, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
