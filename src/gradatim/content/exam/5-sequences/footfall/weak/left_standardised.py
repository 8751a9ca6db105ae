"""Mistake: the model learns standardised counts, and nothing turns its forecast back into people."""

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
days = np.stack([(series[start : start + HORIZON, 0] - mean[0]) / deviation[0] for start in starts])


def solution_model() -> keras.Model:
    """Build and train the model."""
    model = keras.Sequential(
        [
            keras.Input((WINDOW, len(SENSORS)), name="week"),
            keras.layers.Normalization(mean=mean, variance=deviation**2),
            keras.layers.Conv1D(32, 5, activation="relu"),
            keras.layers.MaxPooling1D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(64, activation="relu"),
            keras.layers.Dense(HORIZON),
        ]
    )
    model.compile(optimizer="adam", loss="mean_absolute_error")
    model.fit(windows, days, epochs=10, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
