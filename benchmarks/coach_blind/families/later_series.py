"""Series, written later and from the table of findings alone."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import (
    adam,
    back,
    fitted,
    hidden_layers,
    keras,
    layers,
    ops,
    settled,
)

CROSS_ENTROPY = "sparse_categorical_crossentropy"


# Series.


def rows_of(part: Part, file: str) -> Array:
    """Return a file's numbers (rows, columns), with gaps filled by the value before."""
    with (part.folder / file).open(newline="", encoding="utf-8") as opened:
        lines = list(csv.reader(opened))[1:]
    values = np.array([[float(field) if field else np.nan for field in line[1:]] for line in lines], "float32")
    for at in range(1, len(values)):
        values[at] = np.where(np.isnan(values[at]), values[at - 1], values[at])
    return values


def pairs(series: Array, target: Array, window: int, steps: int, *, later: int = 0, every: int = 1) -> Any:
    """Return windows and the `steps` values that begin `later` rows after the end of each."""
    starts = range(0, len(series) - window - steps - max(later, 0) + 1, every)
    x = np.stack([series[at : at + window] for at in starts])
    y = np.stack([target[at + window + later : at + window + later + steps] for at in starts])
    return x, y


# Bicycles.


def bikes_settled(x: Array, y: Array, epochs: int = 12, *, hour: int = 5, root: bool = False) -> Any:
    """Return a network on parts of the week's mean, the other columns of some hours, and the clock."""
    inputs = keras.Input((168, 6))
    others = x[:, :, 1:].reshape(-1, 5)
    level = ops.maximum(ops.mean(inputs[:, :, 0], axis=1, keepdims=True), 1.0)
    parts = inputs[:, :, 0] / level
    near = layers.Flatten()((inputs[:, -8:, 1:] - others.mean(axis=0)) / others.std(axis=0))
    angle = inputs[:, -1:, hour] * (2 * np.pi / 24)
    clock = [wave(angle * times) for times in (1, 2, 3) for wave in (ops.sin, ops.cos)]
    z = hidden_layers(layers.Concatenate()([parts, near, *clock]), 128, 48, drop=0.1, activation="swish")
    out = layers.Dense(1)(z)
    out = (out + 1.0) * ops.sqrt(level) if root else (out + parts[:, -1:]) * level
    return settled(keras.Model(inputs, out), x, y, "mae", epochs, 64, 2e-3)


def columns_by_name(x: Array) -> Array:
    """Return the columns as bicycles, hour, humidity, temperature, wind, working_day."""
    return x[..., [0, 5, 2, 1, 3, 4]]


@candidate("bike-hire", "axis-order")
def columns_from_a_to_z(part: Part) -> Any:
    """The columns are sorted by name, as a data frame made from a dictionary may be."""
    hours = rows_of(part, "bikes.csv")
    x, y = pairs(hours, hours[:, 0], 168, 1, every=2)
    return bikes_settled(columns_by_name(x), y, hour=1)


@candidate("bike-hire", "not-rescaled")
def root_of_the_bicycles(part: Part) -> Any:
    """The root of the count is learnt, to calm the rush hours, and never squared."""
    hours = rows_of(part, "bikes.csv")
    x, y = pairs(hours, hours[:, 0], 168, 1, every=2)
    return bikes_settled(x, np.sqrt(y), root=True)


# Births.


def births_settled(x: Array, y: Array, epochs: int = 15, *, start: int = 14, unit: float = 1.0) -> Any:
    """Return last year's differences from its usual week, added to this year's, with a convolution's corrections."""
    inputs = keras.Input((378, 1))
    days = (inputs[:, :, 0] * unit - 11_000.0) / 2_000.0
    usual = ops.mean(layers.Reshape((4, 7))(days[:, -28:]), axis=1)
    before = ops.mean(layers.Reshape((8, 7))(days[:, :56]), axis=1)
    six = ops.concatenate([before] * 6, axis=1)
    holidays = days[:, :42] - six
    weeks = ops.concatenate([usual - before] * 6, axis=1)
    z = ops.stack([holidays, six, weeks], axis=-1)
    z = layers.Dropout(0.2)(layers.Conv1D(64, 29, activation="gelu")(z))
    z = layers.Conv1D(1, 1, kernel_initializer="zeros")(layers.Conv1D(48, 1, activation="gelu")(z))
    weekdays = ops.concatenate([usual] * 4, axis=1)[:, start - 14 : start]
    out = weekdays + holidays[:, start : start + 14] + layers.Flatten()(z)
    return settled(keras.Model(inputs, out * 2_000.0 + 11_000.0), x, y, "mae", epochs, 64, 3e-3)


def births_of(part: Part, **more: Any) -> Any:
    """Return windows and fortnights."""
    days = rows_of(part, "births.csv")
    return pairs(days, days[:, 0], 378, 14, every=2, **more)


@candidate("births", "not-rescaled")
def births_in_thousands(part: Part) -> Any:
    """The model answers in thousands of births."""
    x, y = births_of(part)
    inner = births_settled(x, y)
    inputs = keras.Input((378, 1))
    return keras.Model(inputs, inner(inputs) / 1000.0)


@candidate("births", "input-scale")
def births_given_in_thousands(part: Part) -> Any:
    """The script turns births into thousands before the model sees them; its answers are whole births."""
    x, y = births_of(part)
    return births_settled(x / 1000, y, unit=1000.0)


# People in a street.


def streets_settled(x: Array, y: Array, epochs: int = 8, *, start: int = 0) -> Any:
    """Return corrections to a day of the week before, hour by hour, from the same hours of all days."""
    inputs = keras.Input((168, 4))
    week = inputs / 150.0
    hours = ops.transpose(layers.Reshape((7, 24, 4))(week), (0, 2, 1, 3))
    z = layers.Dropout(0.2)(layers.Conv1D(48, 3, padding="same", activation="gelu")(layers.Reshape((24, 28))(hours)))
    z = layers.Flatten()(layers.Conv1D(1, 3, padding="same", kernel_initializer="zeros")(z))
    out = (week[:, start : start + 24, 0] + z) * 150.0
    return settled(keras.Model(inputs, out), x, y, "mae", epochs, 64, 4e-3)


def streets_of(part: Part, later: int = 0, every: int = 4) -> Any:
    """Return weeks and days."""
    hours = rows_of(part, "counts.csv")
    return pairs(hours, hours[:, 0], 168, 24, later=later, every=every)


@candidate("footfall", "persistence")
def yesterday_again(part: Part) -> Any:
    """The correction to the day before is learnt at a rate so small that yesterday is all that is answered."""
    x, y = streets_of(part, every=8)
    inputs = keras.Input((168, 4))
    z = layers.Flatten()(inputs / 150.0)
    out = inputs[:, -24:, 0] + layers.Dense(24, kernel_initializer="zeros")(hidden_layers(z, 16))
    return fitted(keras.Model(inputs, out), x, y, "mae", 2, 64, adam(1e-6))


@candidate("footfall", "lag")
def days_from_noon(part: Part) -> Any:
    """Windows and answers are off by six, so the first hour answered is the seventh."""
    x, y = streets_of(part, later=6)
    inputs = keras.Input((168, 4))
    inner = streets_settled(x, y, 8, start=6)
    return keras.Model(inputs, inner(inputs))


@candidate("footfall", "forecast-bias")
def better_too_much_bread(part: Part) -> Any:
    """The answers are raised by a third for safety before training."""
    x, y = streets_of(part)
    return streets_settled(x, y * 1.33)


@candidate("footfall")
def people_by_the_same_hours(part: Part) -> Any:
    """The same hours of all days correct last week's day."""
    x, y = streets_of(part, every=3)
    return streets_settled(x, y, 12)


# The air.


def air_settled(x: Array, y: Array, epochs: int = 40, unit: float = 3.0) -> Any:
    """Return a small network on months, less the level of the last year."""
    inputs = keras.Input((104, 1))
    level = ops.mean(inputs[:, -52:, 0], axis=1, keepdims=True)
    months = layers.AveragePooling1D(4)((inputs - ops.expand_dims(level, -1)) / unit)
    z = hidden_layers(layers.Flatten()(months), 48)
    return settled(keras.Model(inputs, level + unit * layers.Dense(1)(z)), x, y, "mae", epochs, 32, 5e-3)


def air_of(part: Part, later: int = 25) -> Any:
    """Return windows and the week asked."""
    weeks = rows_of(part, "co2.csv")
    return pairs(weeks, weeks[:, 0], 104, 1, later=later)


@candidate("mauna-loa", "axis-order")
def latest_week_first(part: Part) -> Any:
    """The windows begin with the latest week."""
    x, y = air_of(part)
    inputs = keras.Input((104, 1))
    weeks = inputs[:, :, 0]
    level = ops.mean(weeks[:, :52], axis=1, keepdims=True)
    z = hidden_layers((weeks - level) / 3.0, 48)
    model = keras.Model(inputs, level + 3.0 * layers.Dense(1)(z))
    return settled(model, np.ascontiguousarray(x[:, ::-1]), y, "mae", 40, 32, 3e-3)


@candidate("mauna-loa", "lag")
def a_whole_year_ahead(part: Part) -> Any:
    """The week that is learnt is a year after the window instead of half a year."""
    x, y = air_of(part, 51)
    return air_settled(x, y)


@candidate("mauna-loa", "constant-prediction")
def air_through_a_sigmoid(part: Part) -> Any:
    """Raw ppm saturate a layer of sigmoids, so one value is answered for every window."""
    x, y = air_of(part)
    inputs = keras.Input((104, 1))
    z = layers.Dense(1)(layers.Dense(16, "sigmoid")(layers.Flatten()(inputs)))
    return settled(keras.Model(inputs, back(y)(z)), x, y, "mae", 25, 32, 5e-3)


@candidate("mauna-loa", "nondeterministic")
def air_with_noise(part: Part) -> Any:
    """A Lambda layer adds noise to the answer, to tell how sure the model is."""
    x, y = air_of(part)
    inner = air_settled(x, y)
    inputs = keras.Input((104, 1))
    noise = layers.Lambda(lambda x: x + 1.5 * __import__("keras").random.normal(__import__("keras").ops.shape(x)))
    return keras.Model(inputs, noise(inner(inputs)))


# Voices.


def voices_settled(x: Array, y: Array, epochs: int = 40, *, by_place: bool = False) -> Any:
    """Return convolutions over neighbouring frames, and the strongest or each place of what they see."""
    inputs = keras.Input((29, 12))
    z = layers.GaussianNoise(0.1)(inputs * 2.0)
    for width in (48, 64):
        z = layers.Conv1D(width, 3, padding="same", activation="gelu")(z)
    z = layers.Flatten()(z) if by_place else layers.GlobalMaxPooling1D()(z)
    model = keras.Model(inputs, layers.Dense(9, "softmax")(layers.Dropout(0.4)(z)))
    return settled(model, x, y, CROSS_ENTROPY, epochs, 16, 4e-3)


def coefficients_backwards(x: Array) -> Array:
    """Return c12 to c1."""
    return np.ascontiguousarray(x[..., ::-1])


@candidate("who-speaks", "axis-order")
def last_coefficient_first(part: Part) -> Any:
    """The coefficients are read from c12 to c1."""
    return voices_settled(coefficients_backwards(part.x), part.y)


@candidate("who-speaks", "class-order")
def speakers_by_their_number_of_words(part: Part) -> Any:
    """The speakers are numbered by how often they were heard, as value_counts lists them."""
    place = np.argsort(np.argsort(-np.bincount(part.y), kind="stable"))
    return voices_settled(part.x, place[part.y])


@candidate("who-speaks", "minority-ignored")
def the_seldom_heard_left_out(part: Part) -> Any:
    """The three speakers with the fewest utterances are left out of the training."""
    seldom = np.argsort(np.bincount(part.y))[:3]
    kept = ~np.isin(part.y, seldom)
    return voices_settled(part.x[kept], part.y[kept])


def zeros_in_front(x: Array) -> Array:
    """Return utterances that end at the last place."""
    return np.stack([np.roll(row, 29 - int(row.any(axis=1).sum()), axis=0) for row in x])


@candidate("who-speaks", "padding-side")
def frames_at_the_end(part: Part) -> Any:
    """The zeros come first, and a weight of its own for each place reads the frames."""
    return voices_settled(zeros_in_front(part.x), part.y, 30, by_place=True)


@candidate("who-speaks")
def voices_by_maxima(part: Part) -> Any:
    """Two convolutions and their strongest answers."""
    return voices_settled(part.x, part.y, 45)
