"""Stronger answer: eight networks that bend a straight line, each in its own way, and the mean of their forecasts."""

import keras
import numpy as np
import pandas as pd

WINDOW = 104
AHEAD = 26
YEAR = 52
SCALE = 3.0  # ppm: about what a season moves the air by
MEMBERS = 8
EPOCHS = 60
BATCH = 32

co2 = pd.read_csv("data/co2.csv", index_col="week", parse_dates=True)["co2"]
series = co2.interpolate().to_numpy("float32")


def windows_and_weeks() -> tuple[np.ndarray, np.ndarray]:
    """Return windows (n, 104, 1) and the 26th week after each (n, 1), in ppm."""
    stretches = np.lib.stride_tricks.sliding_window_view(series, WINDOW + AHEAD)
    return stretches[:, :WINDOW, None], stretches[:, -1:]


def change(months: keras.KerasTensor) -> keras.KerasTensor:
    """Return the difference from the last year's mean that one network of the ensemble expects."""
    line = keras.layers.Dense(1)(months)
    bend = keras.layers.Dense(32, activation="relu")(keras.layers.Dropout(0.05)(months))
    return keras.layers.Add()([line, keras.layers.Dense(1, kernel_initializer="zeros")(bend)])


def build_models() -> tuple[keras.Model, keras.Model]:
    """Return two models that share their weights: one gives a forecast of each member, one their mean."""
    weeks = keras.Input((WINDOW, 1), name="weeks")
    # The level goes around the networks, which see and answer only differences from it: those do not drift.
    level = keras.layers.GlobalAveragePooling1D(keepdims=True)(weeks[:, -YEAR:])
    differences = keras.layers.Rescaling(1 / SCALE)(keras.layers.Subtract()([weeks, level]))
    # Means of four weeks: single weeks differ by weather that half a year later nobody knows of.
    months = keras.layers.Flatten()(keras.layers.AveragePooling1D(4)(differences))
    to_ppm, base = keras.layers.Rescaling(SCALE), keras.layers.Flatten()(level)
    forecasts = [keras.layers.Add()([to_ppm(change(months)), base]) for _ in range(MEMBERS)]
    return keras.Model(weeks, forecasts), keras.Model(weeks, keras.layers.Average()(forecasts))


def solution_model() -> keras.Model:
    """Train each member by itself, return the model that averages them."""
    windows, weeks = windows_and_weeks()
    ensemble, model = build_models()
    rate = keras.optimizers.schedules.CosineDecay(5e-3, EPOCHS * -(-len(windows) // BATCH))
    ensemble.compile(optimizer=keras.optimizers.Adam(rate), loss=["mean_absolute_error"] * MEMBERS)
    ensemble.fit(windows, [weeks] * MEMBERS, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
