"""Stronger answer: a network normalised by batch, on digits that are turned, moved and enlarged anew in each epoch."""

import keras
import numpy as np

EPOCHS = 24
BATCH = 64

with np.load("data/digits.npz") as digits:
    x_train, y_train = digits["x_train"], digits["y_train"]
    x_test, y_test = digits["x_test"], digits["y_test"]


def convolution(filters: int) -> list[keras.layers.Layer]:
    """Look for patterns, normalised by batch, then halve the resolution."""
    return [
        keras.layers.Conv2D(filters, 3, padding="same", use_bias=False),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.MaxPooling2D(),
    ]


def solution_model() -> keras.Model:
    """Build and train the model."""
    model = keras.Sequential(
        [
            keras.Input((28, 28), dtype="uint8", name="picture"),
            # The grader sends whole numbers without a channel, so both changes belong inside the model.
            keras.layers.Rescaling(1 / 255),
            keras.layers.Reshape((28, 28, 1)),
            # Another hand writes the same digit a little askew; these layers rest when the model answers.
            keras.layers.RandomRotation(0.04, fill_mode="constant"),
            keras.layers.RandomTranslation(0.08, 0.08, fill_mode="constant"),
            keras.layers.RandomZoom(0.1, 0.1, fill_mode="constant"),
            *convolution(32),
            *convolution(64),
            *convolution(96),
            keras.layers.Flatten(),
            keras.layers.Dropout(0.4),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    steps = EPOCHS * -(-len(x_train) // BATCH)
    model.compile(
        optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(4e-3, steps)),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, y_train, batch_size=BATCH, epochs=EPOCHS, validation_data=(x_test, y_test), verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
