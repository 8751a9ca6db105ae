"""Mistake: the loss takes logits and so the last layer has no sigmoid; the saved model answers logits."""

import keras
import pandas as pd

cells = pd.read_csv("data/cells.csv")
good = (cells.pop("outline") == "good").to_numpy("float32")
measurements = cells.to_numpy("float32")


def solution_model() -> keras.Model:
    """Build and train the model."""
    standardise = keras.layers.Normalization()
    standardise.adapt(measurements)
    model = keras.Sequential(
        [
            keras.Input((measurements.shape[1],), name="measurements"),
            standardise,
            keras.layers.Dense(32, activation="relu"),
            keras.layers.Dropout(0.4),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(measurements, good, batch_size=32, epochs=20, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
