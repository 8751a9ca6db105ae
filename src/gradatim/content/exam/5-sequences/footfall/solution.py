"""Reference answer: last week's day, corrected by a convolutional network that compares the days hour by hour."""

import keras
import numpy as np
import pandas as pd

SENSORS = ["8 Darby Street NS", "183 K Road", "19 Shortland Street", "Te Ara Tahuhu Walkway"]
WINDOW = 168
HORIZON = 24
DAYS = WINDOW // HORIZON
EPOCHS = 10
BATCH = 64

counts = pd.read_csv("data/counts.csv", index_col="time", parse_dates=True)
series = counts[SENSORS].to_numpy("float32")


def windows_and_days(step: int) -> tuple[np.ndarray, np.ndarray]:
    """Return windows (n, 168, 4) and what followed at the first sensor (n, 24), one pair every `step` hours."""
    starts = range(WINDOW, len(series) - HORIZON + 1, step)
    windows = np.stack([series[start - WINDOW : start] for start in starts])
    days = np.stack([series[start : start + HORIZON, 0] for start in starts])
    return windows, days


def solution_model() -> keras.Model:
    """Build and train the model."""
    mean, deviation = series.mean(axis=0), series.std(axis=0)
    week = keras.Input((WINDOW, len(SENSORS)), name="week")
    scaled = keras.layers.Normalization(mean=mean, variance=deviation**2)(week)

    hourly = keras.layers.Conv1D(32, 5, padding="same", activation="relu")(scaled)
    # Put the seven days side by side, so that the next convolution sees the same hours of all days at once.
    by_day = keras.layers.Reshape((DAYS, HORIZON, 32))(hourly)
    by_hour = keras.layers.Reshape((HORIZON, DAYS * 32))(keras.layers.Permute((2, 1, 3))(by_day))
    features = keras.layers.Conv1D(64, 3, padding="same", activation="relu")(by_hour)
    features = keras.layers.Dropout(0.3)(features)
    # Zeros at first: training starts from the seasonal naive forecast and learns what to change.
    change = keras.layers.Flatten()(keras.layers.Conv1D(1, 1, kernel_initializer="zeros")(features))

    a_week_ago = scaled[:, :HORIZON, 0]
    forecast = keras.layers.Add()([a_week_ago, change])
    people = keras.layers.Rescaling(scale=float(deviation[0]), offset=float(mean[0]), name="people_per_hour")(forecast)
    model = keras.Model(week, people)

    # Days that begin at other hours than 6:00 teach the same comparison and multiply the examples.
    windows, days = windows_and_days(step=4)
    steps = EPOCHS * -(-len(windows) // BATCH)
    model.compile(
        # Ending with a rate near zero lets the weights settle, so no epoch need be picked.
        optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(2e-3, steps)),
        loss="mean_absolute_error",
    )
    model.fit(windows, days, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
