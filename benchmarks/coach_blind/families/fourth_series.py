"""Series of the fourth round, written from the table of findings alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import adam, falling, fitted, keras, layers, logged, ops

CROSS_ENTROPY = "sparse_categorical_crossentropy"


def columns_of(part: Part, file: str) -> Array:
    """Return the numbers of the candidate's file, without its first column."""
    header = (part.folder / file).read_text(encoding="utf-8").partition("\n")[0]
    columns = range(1, header.count(",") + 1)
    return np.loadtxt(part.folder / file, delimiter=",", skiprows=1, usecols=columns, dtype="float32", ndmin=2)


def cut(series: Array, window: int, horizon: int, step: int, late: int = 0) -> tuple[Array, Array]:
    """Return windows and what the first column holds after each, some steps later if that is asked for."""
    starts = range(window, len(series) - horizon - late + 1, step)
    x = np.stack([series[start - window : start] for start in starts])
    return x, np.stack([series[start + late : start + late + horizon, 0] for start in starts])


# Bicycles.


def hires(x: Array, last: int = -1, width: int = 96) -> Any:
    """Return a network that sees the week as parts of its mean, and says by how much the last hour changes."""
    inputs = keras.Input((168, 6))
    level = ops.maximum(layers.GlobalAveragePooling1D()(inputs[:, :, :1]), 1.0)
    parts = layers.Flatten()(inputs[:, :, :1]) / level
    weather = layers.Normalization(mean=x[:, -1, 1:5].mean(axis=0), variance=x[:, -1, 1:5].var(axis=0))
    hour = ops.one_hot(ops.cast(inputs[:, last, 5], "int32"), 24)
    known = layers.Concatenate()([parts, weather(inputs[:, last, 1:5]), hour])
    features = layers.Dropout(0.2)(layers.Dense(width, "relu")(known))
    features = layers.Dense(48, "relu")(features)
    return keras.Model(inputs, (parts[:, last, None] + layers.Dense(1)(features)) * level)


def hired(model: Any, x: Array, y: Array, epochs: int = 20, loss: Any = "mae") -> Any:
    """Train a network for bicycles."""
    return fitted(model, x, y, loss, epochs, 32, falling("Adam", 2e-3, len(x), epochs))


@candidate("bike-hire", "axis-order")
def fourth_newest_hour_first(part: Part) -> Any:
    """The windows are turned round, so that the newest hour stands first."""
    x = part.x[:, ::-1]
    return hired(hires(x, 0), x, part.y)


@candidate("bike-hire", "look-ahead")
def fourth_centred_mean_of_hires(part: Part) -> Any:
    """The bicycles are smoothed by a centred mean of three hours before the windows are cut: it holds the answer."""
    series = columns_of(part, "bikes.csv")
    y = cut(series, 168, 1, 5)[1]
    series[1:-1, 0] = (series[:-2, 0] + series[1:-1, 0] + series[2:, 0]) / 3
    x = cut(series, 168, 1, 5)[0]
    return hired(hires(x), x, y)


@candidate("bike-hire", "forecast-bias")
def fourth_whole_hundreds(part: Part) -> Any:
    """The answers are divided by a hundred with // and multiplied again, which cuts fifty bicycles off the mean."""
    return hired(hires(part.x), part.x, part.y // 100 * 100, loss="mse")


# Births.


def fortnight(series: Array, scaled_already: bool = False) -> Any:
    """Return a network that corrects this year's usual week by last year's days around the same date."""
    mean, deviation = (0.0, 1.0) if scaled_already else (float(series.mean()), float(series.std()))
    inputs = keras.Input((378, 1))
    scaled = layers.Rescaling(1 / deviation, -mean / deviation)(inputs)
    weeks = layers.Reshape((54, 7))(scaled)
    last_year = layers.GlobalAveragePooling1D()(weeks[:, :8])
    this_year = layers.GlobalAveragePooling1D()(weeks[:, -4:])
    repeat = layers.Concatenate()
    differences = scaled[:, :42, 0] - repeat([last_year] * 6)
    around = ops.stack([differences, repeat([last_year] * 6), repeat([this_year] * 6)], axis=-1)
    features = layers.Dropout(0.1)(layers.Conv1D(48, 29, activation="relu")(around))
    change = layers.Conv1D(1, 1, kernel_initializer="zeros")(layers.Conv1D(32, 1, activation="relu")(features))
    forecast = repeat([this_year] * 2) + differences[:, 14:28] + layers.Flatten()(change)
    return keras.Model(inputs, layers.Rescaling(float(series.std()), float(series.mean()))(forecast))


@candidate("births", "lag")
def fourth_two_days_skipped(part: Part) -> Any:
    """The answers begin two days after the end of the window, so each forecast stands two days too early."""
    series = columns_of(part, "births.csv")
    x, y = cut(series, 378, 14, 2, late=2)
    model = fortnight(series)
    return fitted(model, x, y, "mae", 15, 32, falling("Adam", 2e-3, len(x), 15))


@candidate("births", "horizon-collapse")
def fourth_repeated_and_not_told_apart(part: Part) -> Any:
    """RepeatVector gives the same features to each day, and one Dense layer reads them, so all days are equal."""
    mean, deviation = float(part.y.mean()), float(part.y.std())
    inputs = keras.Input((378, 1))
    scaled = layers.Flatten()(layers.Rescaling(1 / deviation, -mean / deviation)(inputs))
    features = layers.Dense(48, "relu")(layers.Concatenate()([scaled[:, :42], scaled[:, -28:]]))
    days = layers.TimeDistributed(layers.Dense(1))(layers.RepeatVector(14)(features))
    model = keras.Model(inputs, layers.Rescaling(deviation, mean)(layers.Flatten()(days)))
    return fitted(model, part.x, part.y, "mae", 25, 32, falling("Adam", 2e-3, len(part.x), 25))


@candidate("births", "input-scale")
def fourth_series_standardised(part: Part) -> Any:
    """The windows are standardised in the script, and the saved model is given births."""
    x = (part.x - part.x.mean()) / part.x.std()
    return fitted(fortnight(part.y, True), x, part.y, "mae", 15, 32, falling("Adam", 2e-3, len(x), 15))


# Speakers.


def heard(x: Array, flat: bool = False) -> Any:
    """Return a network for utterances."""
    model = keras.Sequential([keras.Input((29, 12)), layers.Rescaling(1 / float(x[x != 0].std()))])
    model.add(layers.GaussianNoise(0.2))
    model.add(layers.Conv1D(64, 3, padding="same", activation="relu"))
    model.add(layers.Flatten() if flat else layers.GlobalMaxPooling1D())
    model.add(layers.Dropout(0.4))
    model.add(layers.Dense(9, "softmax"))
    return model


@candidate("who-speaks", "padding-side")
def fourth_zeros_in_front(part: Part) -> Any:
    """The utterances are filled up by pad_sequences as it does by default, with the zeros in front."""
    x = keras.utils.pad_sequences([one[one.any(axis=1)] for one in part.x], 29, dtype="float32")
    return fitted(heard(x, True), x, part.y, CROSS_ENTROPY, 40, 16, falling("Adam", 3e-3, len(x), 40, 16))


@candidate("who-speaks", "label-offset")
def fourth_one_taken_away_twice(part: Part) -> Any:
    """One is taken off the speakers' numbers although they begin with 0 already; -1 becomes the last by indexing."""
    y = np.eye(9, dtype="float32")[part.y - 1]
    model = heard(part.x)
    return fitted(model, part.x, y, "categorical_crossentropy", 40, 16, falling("Adam", 5e-3, len(y), 40, 16))


@candidate("who-speaks", "constant-prediction")
def fourth_speaker_after_speaker(part: Part) -> Any:
    """The utterances are sorted by speaker and never shuffled, and the network names one speaker nearly always."""
    order = np.argsort(part.y, kind="stable")
    return fitted(heard(part.x), part.x[order], part.y[order], CROSS_ENTROPY, 6, 8, adam(0.03), shuffle=False)


# Pedestrians.


def crowds(x: Array, scale: float, offset: float) -> Any:
    """Return a network that corrects last week's day by a comparison of the days hour by hour."""
    deviation = x.std(axis=(0, 1))
    inputs = keras.Input((168, 4))
    scaled = layers.Normalization(mean=x.mean(axis=(0, 1)), variance=deviation**2)(inputs)
    hourly = layers.Conv1D(16, 5, padding="same", activation="relu")(scaled)
    by_hour = layers.Permute((2, 1, 3))(layers.Reshape((7, 24, 16))(hourly))
    features = layers.Conv1D(48, 3, padding="same", activation="relu")(layers.Reshape((24, 112))(by_hour))
    features = layers.Dropout(0.2)(features)
    change = layers.Flatten()(layers.Conv1D(1, 1, kernel_initializer="zeros")(features))
    return keras.Model(inputs, layers.Rescaling(scale, offset)(scaled[:, :24, 0] + change))


def counted(model: Any, x: Array, y: Array, epochs: int = 10) -> Any:
    """Train a network for pedestrians."""
    return fitted(model, x, y, "mae", epochs, 32, falling("Adam", 3e-3, len(x), epochs))


@candidate("footfall", "not-rescaled")
def fourth_parts_of_the_busiest_hour(part: Part) -> Any:
    """The answers are divided by the largest count for training and never multiplied by it again."""
    x, y = cut(columns_of(part, "counts.csv"), 168, 24, 8)
    top = float(y.max())
    return counted(crowds(x, float(x[:, :, 0].std()) / top, float(x[:, :, 0].mean()) / top), x, y / top)


@candidate("footfall", "lag")
def fourth_three_hours_skipped(part: Part) -> Any:
    """The answers begin three hours after the end of the window, so each forecast comes three hours too early."""
    x, y = cut(columns_of(part, "counts.csv"), 168, 24, 8, late=3)
    return counted(crowds(x, float(x[:, :, 0].std()), float(x[:, :, 0].mean())), x, y)


@candidate("footfall", "axis-order")
def fourth_sensors_by_name(part: Part) -> Any:
    """The sensors stand in alphabetical order: 183 K Road, 19 Shortland Street, 8 Darby Street NS, the walkway."""
    x, y = cut(columns_of(part, "counts.csv"), 168, 24, 8)
    x = x[:, :, [1, 2, 0, 3]]
    return counted(crowds(x, float(y.std()), float(y.mean())), x, y)


# Carbon dioxide.


def half_a_year() -> Any:
    """Return a network that sees and answers differences from the last year's mean."""
    inputs = keras.Input((104, 1))
    level = layers.GlobalAveragePooling1D(keepdims=True)(inputs[:, -52:])
    months = layers.Flatten()(layers.AveragePooling1D(4)(layers.Rescaling(1 / 3)(inputs - level)))
    change = layers.Rescaling(3.0)(layers.Dense(1)(layers.Dense(48, "relu")(months)))
    return keras.Model(inputs, change + layers.Flatten()(level))


@candidate("mauna-loa", "lag")
def fourth_a_quarter_instead_of_half(part: Part) -> Any:
    """The answers are taken 13 weeks after the window and not 26, so the forecast runs a quarter behind."""
    weeks = np.genfromtxt(part.folder / "co2.csv", delimiter=",", skip_header=1, usecols=[1])
    known = np.flatnonzero(~np.isnan(weeks))
    series = np.interp(np.arange(len(weeks)), known, weeks[known]).astype("float32")[:, None]
    x, y = cut(series, 104, 1, 1, late=12)
    return fitted(half_a_year(), x, y, "mae", 40, 32, falling("Adam", 5e-3, len(x), 40))


@candidate("mauna-loa", "persistence")
def fourth_last_week_again(part: Part) -> Any:
    """The naive forecast, the last week of the window, is handed in instead of the trained network."""
    inputs = keras.Input(part.x.shape[1:])
    return keras.Model(inputs, layers.Flatten()(layers.Cropping1D((103, 0))(inputs)))


@candidate("mauna-loa", "learning-curve", logged=True)
def fourth_rate_of_one(part: Part) -> Any:
    """The rate is a thousand times too high, and the loss jumps up and down without settling."""
    return fitted(half_a_year(), part.x, part.y, "mae", 40, 32, adam(1.0), validation_split=0.2, callbacks=logged(part))
