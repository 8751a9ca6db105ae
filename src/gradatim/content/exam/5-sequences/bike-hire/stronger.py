"""Stronger answer: four of the reference's networks, each with weights of its own, and the mean of their forecasts."""

import keras
import numpy as np
import pandas as pd

COLUMNS = ["bicycles", "temperature", "humidity", "wind", "working_day", "hour"]
WINDOW = 168
DAY = 24
MEMBERS = 4
EPOCHS = 20
BATCH = 64

bikes = pd.read_csv("data/bikes.csv", index_col="time", parse_dates=True)
series = bikes[COLUMNS].to_numpy("float32")


def weeks_and_hours() -> tuple[np.ndarray, np.ndarray]:
    """Return windows (n, 168, 6) and the bicycles of the hour after each (n, 1)."""
    # sliding_window_view puts the window's axis last.
    weeks = np.lib.stride_tricks.sliding_window_view(series[:-1], WINDOW, axis=0).transpose(0, 2, 1)
    return weeks, series[WINDOW:, :1]


def change(known):
    """Return the change from the last hour that one network of the ensemble expects, as a part of the week's mean."""
    features = keras.layers.Dense(192, activation="relu")(known)
    features = keras.layers.Dropout(0.2)(features)
    features = keras.layers.Dense(64, activation="relu")(features)
    return keras.layers.Dense(1)(features)


def build_models() -> tuple[keras.Model, keras.Model]:
    """Return two models that share their weights: one gives a forecast of each member, one their mean."""
    week = keras.Input((WINDOW, len(COLUMNS)), name="week")
    bicycles = keras.layers.Reshape((WINDOW,))(week[:, :, :1])
    # Dividing by the week's mean keeps the networks' numbers the same while the city hires more every year.
    mean = keras.layers.GlobalAveragePooling1D(name="mean_of_week")(week[:, :, :1])
    level = keras.ops.maximum(mean, 1.0)  # a week without any hire must not divide by zero
    parts = bicycles / level

    weather = keras.layers.Normalization(mean=series[:, 1:5].mean(axis=0), variance=series[:, 1:5].var(axis=0))
    last_day = keras.layers.Flatten()(weather(week[:, -DAY:, 1:5]))
    # The hour asked, a week ago and on the day before, began with a working day or not: this shows which day is asked.
    hour = keras.layers.CategoryEncoding(DAY, output_mode="one_hot")(week[:, -1, 5:])
    working = keras.layers.Flatten()(week[:, ::DAY, 4:5])
    known = keras.layers.Concatenate()([parts, last_day, working, hour])

    forecasts = [keras.layers.ReLU()((parts[:, -1:] + change(known)) * level) for _ in range(MEMBERS)]
    return keras.Model(week, forecasts), keras.Model(week, keras.layers.Average(name="bicycles_hired")(forecasts))


def solution_model() -> keras.Model:
    """Train each member by itself, return the model that averages them."""
    weeks, hours = weeks_and_hours()
    ensemble, model = build_models()
    rate = keras.optimizers.schedules.CosineDecay(2e-3, EPOCHS * -(-len(weeks) // BATCH))
    ensemble.compile(optimizer=keras.optimizers.Adam(rate), loss=["mean_absolute_error"] * MEMBERS)
    ensemble.fit(weeks, [hours] * MEMBERS, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
