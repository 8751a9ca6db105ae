"""How many people will come? Fill in solution_model(), run this file, then submit the model.keras that it saves."""

import keras
import numpy as np
import pandas as pd

SENSORS = ["8 Darby Street NS", "183 K Road", "19 Shortland Street", "Te Ara Tahuhu Walkway"]  # the first is forecast
WINDOW = 168  # hours in: one week
HORIZON = 24  # hours out: one day

counts = pd.read_csv("data/counts.csv", index_col="time", parse_dates=True)
series = counts[SENSORS].to_numpy("float32")  # (hours, 4), people per hour


def windows_and_days(step: int = 24) -> tuple[np.ndarray, np.ndarray]:
    """Return windows (n, 168, 4) and what followed at the first sensor (n, 24), one pair every `step` hours."""
    starts = range(WINDOW, len(series) - HORIZON + 1, step)
    windows = np.stack([series[start - WINDOW : start] for start in starts])
    days = np.stack([series[start : start + HORIZON, 0] for start in starts])
    return windows, days


def solution_model() -> keras.Model:
    """Return a trained model: a week of raw counts in, the next 24 hours of the first sensor out."""
    model = keras.Sequential(
        [
            keras.Input((WINDOW, len(SENSORS)), name="week"),
            # YOUR CODE: scaling, then convolutional, recurrent or dense layers.
            keras.layers.GlobalAveragePooling1D(),
            keras.layers.Dense(HORIZON),
        ]
    )
    model.compile(optimizer="adam", loss="mean_absolute_error")
    # YOUR CODE: train on windows_and_days(). Keep the last months aside to see how well it forecasts what it never saw.
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
