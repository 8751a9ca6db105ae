"""Reference answer: a dense network on the week's bicycles as parts of its mean, and on the last day's weather."""

import keras
import numpy as np
import pandas as pd

COLUMNS = ["bicycles", "temperature", "humidity", "wind", "working_day", "hour"]
WINDOW = 168
DAY = 24
EPOCHS = 20
BATCH = 64

bikes = pd.read_csv("data/bikes.csv", index_col="time", parse_dates=True)
series = bikes[COLUMNS].to_numpy("float32")


def weeks_and_hours() -> tuple[np.ndarray, np.ndarray]:
    """Return windows (n, 168, 6) and the bicycles of the hour after each (n, 1)."""
    # sliding_window_view puts the window's axis last.
    weeks = np.lib.stride_tricks.sliding_window_view(series[:-1], WINDOW, axis=0).transpose(0, 2, 1)
    return weeks, series[WINDOW:, :1]


def build_model() -> keras.Model:
    """Dividing by the week's mean keeps the network's numbers the same while the city hires more every year."""
    week = keras.Input((WINDOW, len(COLUMNS)), name="week")
    bicycles = keras.layers.Reshape((WINDOW,))(week[:, :, :1])
    mean = keras.layers.GlobalAveragePooling1D(name="mean_of_week")(week[:, :, :1])
    level = keras.ops.maximum(mean, 1.0)  # a week without any hire must not divide by zero
    parts = bicycles / level

    last_day = week[:, -DAY:, 1:5]
    weather = keras.layers.Normalization(mean=series[:, 1:5].mean(axis=0), variance=series[:, 1:5].var(axis=0))
    hour = keras.layers.CategoryEncoding(DAY, output_mode="one_hot")(week[:, -1, 5:])
    known = keras.layers.Concatenate()([parts, keras.layers.Flatten()(weather(last_day)), hour])

    features = keras.layers.Dense(128, activation="relu")(known)
    features = keras.layers.Dropout(0.2)(features)
    features = keras.layers.Dense(64, activation="relu")(features)
    change = keras.layers.Dense(1)(features)
    forecast = (parts[:, -1:] + change) * level
    return keras.Model(week, keras.layers.ReLU(name="bicycles_hired")(forecast))


def solution_model() -> keras.Model:
    """Build and train the model."""
    weeks, hours = weeks_and_hours()
    model = build_model()
    # A rate that falls to zero lets the weights settle, so no epoch need be picked.
    rate = keras.optimizers.schedules.CosineDecay(2e-3, EPOCHS * -(-len(weeks) // BATCH))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mean_absolute_error")
    model.fit(weeks, hours, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
