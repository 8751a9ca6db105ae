"""Mistake: the model is trained to return the day that it was given last, not the day that follows."""

import keras
import numpy as np
import pandas as pd

SENSORS = ["8 Darby Street NS", "183 K Road", "19 Shortland Street", "Te Ara Tahuhu Walkway"]
WINDOW, HORIZON = 168, 24

counts = pd.read_csv("data/counts.csv", index_col="time", parse_dates=True)
series = counts[SENSORS].to_numpy("float32")
mean, deviation = series.mean(axis=0), series.std(axis=0)
starts = range(WINDOW, len(series) - HORIZON + 1, 24)
windows = np.stack([series[start - WINDOW : start] for start in starts])
days = np.stack([series[start - HORIZON : start, 0] for start in starts])


def solution_model() -> keras.Model:
    """Build and train the model."""
    model = keras.Sequential(
        [
            keras.Input((WINDOW, len(SENSORS)), name="week"),
            keras.layers.Normalization(mean=mean, variance=deviation**2),
            keras.layers.Cropping1D((WINDOW - HORIZON, 0)),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(HORIZON),
            keras.layers.Rescaling(scale=float(deviation[0]), offset=float(mean[0])),
        ]
    )
    model.compile(optimizer="adam", loss="mean_absolute_error")
    model.fit(windows, days, epochs=40, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
