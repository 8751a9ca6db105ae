"""Reference answer: a convolution over the same days of last year, beside what the last weeks were like."""

import keras
import numpy as np
import pandas as pd

WINDOW = 378
HORIZON = 14
WEEK = 7
# The first days of the window: the fortnight 52 weeks before the one asked, and 14 days either side of it.
AROUND = 42
EPOCHS = 25
BATCH = 64

births = pd.read_csv("data/births.csv", index_col="date", parse_dates=True)["births"]
series = births.to_numpy("float32")


def windows_and_fortnights() -> tuple[np.ndarray, np.ndarray]:
    """Return windows (n, 378, 1) and the 14 days after each (n, 14), one pair for each day that can be the first."""
    stretches = np.lib.stride_tricks.sliding_window_view(series, WINDOW + HORIZON)
    return stretches[:, :WINDOW, None], stretches[:, WINDOW:]


def usual_week(weeks: keras.KerasTensor) -> keras.KerasTensor:
    """Return the mean of each weekday (7,) over weeks (n, 7), which begin with the weekday of the first day asked."""
    return keras.layers.GlobalAveragePooling1D()(weeks)


def build_model() -> keras.Model:
    """Holidays show where last year's days differ from its usual week; such differences are added to this year's."""
    mean, deviation = float(series.mean()), float(series.std())
    days = keras.Input((WINDOW, 1), name="days")
    scaled = keras.layers.Rescaling(1 / deviation, -mean / deviation)(days)

    weeks = keras.layers.Reshape((WINDOW // WEEK, WEEK))(scaled)
    last_year, this_year = usual_week(weeks[:, :8]), usual_week(weeks[:, -4:])
    repeat = keras.layers.Concatenate()
    differences = keras.layers.Subtract()([scaled[:, :AROUND, 0], repeat([last_year] * (AROUND // WEEK))])
    by_weekday = keras.layers.Permute((2, 1))(weeks[:, -8:])
    around = keras.layers.Concatenate()(
        [
            keras.layers.Reshape((AROUND, 1))(differences),
            keras.layers.Reshape((AROUND, 1))(repeat([last_year] * (AROUND // WEEK))),
            keras.layers.Concatenate(axis=1)([by_weekday] * (AROUND // WEEK)),
        ]
    )
    # A kernel of 29 days leaves 14 places: each day asked sees the same day a year ago and 14 days either side, for a
    # holiday with a fixed date falls one weekday later each year, or two.
    features = keras.layers.Conv1D(64, AROUND - HORIZON + 1, activation="relu")(around)
    features = keras.layers.Dropout(0.2)(features)
    features = keras.layers.Conv1D(64, 1, activation="relu")(features)
    # Zeros at first: training starts from this year's usual week and last year's differences.
    change = keras.layers.Conv1D(1, 1, kernel_initializer="zeros")(features)

    forecast = keras.layers.Add()([repeat([this_year] * 2), differences[:, 14:28], keras.layers.Flatten()(change)])
    return keras.Model(days, keras.layers.Rescaling(deviation, mean, name="births")(forecast))


def solution_model() -> keras.Model:
    """Build and train the model."""
    windows, fortnights = windows_and_fortnights()
    model = build_model()
    # A rate that falls to zero lets the weights settle, so no epoch need be picked.
    rate = keras.optimizers.schedules.CosineDecay(2e-3, EPOCHS * -(-len(windows) // BATCH))
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mean_absolute_error")
    model.fit(windows, fortnights, batch_size=BATCH, epochs=EPOCHS, verbose=2)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("model.keras")
