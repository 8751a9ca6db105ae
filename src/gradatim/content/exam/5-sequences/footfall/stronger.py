"""Stronger answer: three of the reference's networks, each with its own weights, and the mean of their forecasts."""

import keras
import numpy as np
import pandas as pd

SENSORS = ["8 Darby Street NS", "183 K Road", "19 Shortland Street", "Te Ara Tahuhu Walkway"]
WINDOW = 168
HORIZON = 24
DAYS = WINDOW // HORIZON
MEMBERS = 3
EPOCHS = 12
BATCH = 64

counts = pd.read_csv("data/counts.csv", index_col="time", parse_dates=True)
series = counts[SENSORS].to_numpy("float32")


def windows_and_days(step: int) -> tuple[np.ndarray, np.ndarray]:
    """Return windows (n, 168, 4) and what followed at the first sensor (n, 24), one pair every `step` hours."""
    starts = range(WINDOW, len(series) - HORIZON + 1, step)
    windows = np.stack([series[start - WINDOW : start] for start in starts])
    days = np.stack([series[start : start + HORIZON, 0] for start in starts])
    return windows, days


def change(scaled: keras.KerasTensor) -> keras.KerasTensor:
    """Return how one network of the ensemble changes last week's day."""
    hourly = keras.layers.Conv1D(32, 5, padding="same", activation="relu")(scaled)
    # Put the seven days side by side, so that the next convolution sees the same hours of all days at once.
    by_day = keras.layers.Reshape((DAYS, HORIZON, 32))(hourly)
    by_hour = keras.layers.Reshape((HORIZON, DAYS * 32))(keras.layers.Permute((2, 1, 3))(by_day))
    features = keras.layers.Conv1D(64, 3, padding="same", activation="relu")(keras.layers.Dropout(0.1)(by_hour))
    features = keras.layers.Dropout(0.3)(features)
    return keras.layers.Flatten()(keras.layers.Conv1D(1, 1, kernel_initializer="zeros")(features))


def build_models() -> tuple[keras.Model, keras.Model]:
    """Return two models that share their weights: one gives a forecast of each member, one their mean."""
    mean, deviation = series.mean(axis=0), series.std(axis=0)
    week = keras.Input((WINDOW, len(SENSORS)), name="week")
    scaled = keras.layers.Normalization(mean=mean, variance=deviation**2)(week)
    to_people = keras.layers.Rescaling(scale=float(deviation[0]), offset=float(mean[0]))
    a_week_ago = scaled[:, :HORIZON, 0]
    forecasts = [to_people(keras.layers.Add()([a_week_ago, change(scaled)])) for _ in range(MEMBERS)]
    return keras.Model(week, forecasts), keras.Model(week, keras.layers.Average(name="people_per_hour")(forecasts))


def solution_model() -> keras.Model:
    """Train each member by itself, return the model that averages them."""
    ensemble, model = build_models()
    # Days that begin at other hours than 6:00 teach the same comparison and multiply the examples.
    windows, days = windows_and_days(step=4)
    rate = keras.optimizers.schedules.CosineDecay(2e-3, EPOCHS * -(-len(windows) // BATCH))
    ensemble.compile(optimizer=keras.optimizers.Adam(rate), loss=["mean_absolute_error"] * MEMBERS)
    ensemble.fit(windows, [days] * MEMBERS, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
