"""Candidates who were given series: bicycles, births, people in a street, the air, and voices."""

from __future__ import annotations

import csv
from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import (
    adam,
    back,
    falling,
    fitted,
    keras,
    layers,
    logged,
    ops,
    quantile,
    standardised,
)

BICYCLES = "bike-hire"
BIRTHS = "births"
PEOPLE = "footfall"
AIR = "mauna-loa"
VOICES = "who-speaks"


def table(part: Part, file: str) -> Array:
    """Return the numbers of a file (rows, columns); an empty field is filled between its neighbours."""
    with (part.folder / file).open(newline="", encoding="utf-8") as opened:
        rows = [[float(field or "nan") for field in row[1:]] for row in list(csv.reader(opened))[1:]]
    values = np.array(rows, "float32")
    for column in values.T:
        gaps = np.isnan(column)
        column[gaps] = np.interp(np.flatnonzero(gaps), np.flatnonzero(~gaps), column[~gaps])
    return values


def cut(series: Array, target: Array, window: int, first: int, *, steps: int, every: int) -> tuple[Array, Array]:
    """Return windows, and `steps` values of the target that begin `first` rows after the end of each."""
    ends = np.arange(window, len(series) - max(first, 0) - steps + 1, every)
    x = np.stack([series[end - window : end] for end in ends])
    y = np.stack([target[end + first : end + first + steps] for end in ends])
    return x, y


def centred(values: Array, width: int) -> Array:
    """Return the centred moving average, of which half the width is future."""
    padded = np.pad(values, [(width // 2, width // 2), (0, 0)], mode="edge")
    return np.stack([padded[at : at + width].mean(axis=0) for at in range(len(values))]).astype("float32")


# Bicycles: a week of six columns in, one hour out.


def bicycles(part: Part, first: int = 0, every: int = 3, series: Array | None = None) -> tuple[Array, Array]:
    """Return weeks and the bicycles of an hour; `first` is 0 for the hour asked."""
    hours = table(part, "bikes.csv")
    return cut(hours if series is None else series, hours[:, 0], 168, first, steps=1, every=every)


def bicycle_network(x: Array, y: Array, *, training: bool | None = None, way_back: bool = True) -> Any:
    """Return a network on the last day, the same hours of the week, and the clock."""
    inputs = keras.Input((168, 6))
    normalised = layers.Normalization(mean=x.mean(axis=(0, 1)), variance=x.var(axis=(0, 1)))(inputs)
    hour = layers.Flatten()(layers.Embedding(24, 6)(ops.cast(ops.clip(inputs[:, -1:, 5], 0, 23), "int32")))
    counts = layers.Flatten()(normalised[:, :, :1])
    today = layers.Flatten()(normalised[:, -6:, 1:5])
    z = layers.Dense(96, "relu")(layers.Concatenate()([counts, today, hour]))
    if training:
        z = layers.BatchNormalization()(z, training=True)
    out = layers.Dense(1)(layers.Dense(48, "relu")(z))
    return keras.Model(inputs, back(y)(out) if way_back else out)


def bicycle_fit(x: Array, y: Array, epochs: int = 8, loss: Any = "mae") -> Any:
    """Return a trained `bicycle_network`."""
    return fitted(bicycle_network(x, y), x, y, loss, epochs, 64, falling("Adam", 4e-3, len(x), epochs, 64))


@candidate(BICYCLES, "input-scale")
def weeks_to_one(part: Part) -> Any:
    """The six columns are brought to 0..1 by their ranges in the script."""
    hours = table(part, "bikes.csv")
    series = (hours - hours.min(axis=0)) / (hours.max(axis=0) - hours.min(axis=0))
    x, y = bicycles(part, series=series)
    model = keras.Sequential([keras.Input((168, 6)), layers.Flatten(), layers.Dense(96, "relu")])
    model.add(layers.Dense(48, "relu"))
    model.add(layers.Dense(1))
    model.add(back(y))
    return fitted(model, x, y, "mae", 8, 64, falling("Adam", 3e-3, len(x), 8, 64))


@candidate(BICYCLES, "axis-order")
def newest_hour_first(part: Part) -> Any:
    """The windows run from the newest hour to the oldest."""
    x, y = bicycles(part)
    x = x[:, ::-1].copy()
    inputs = keras.Input((168, 6))
    model = keras.Model(inputs, bicycle_network(x, y)(ops.flip(inputs, axis=1)))
    return fitted(model, x, y, "mae", 8, 64, falling("Adam", 4e-3, len(x), 8, 64))


@candidate(
    BICYCLES,
    "persistence",
    "lag",
    why="The forecast repeats the hour a week before: a value seen before, and an answer that comes a week late.",
)
def first_hour_of_the_window(part: Part) -> Any:
    """The answers are cut from the beginning of each window instead of after its end."""
    x, y = bicycles(part, first=-168)
    return bicycle_fit(x, y, 5)


@candidate(BICYCLES, "lag")
def three_hours_ahead(part: Part) -> Any:
    """Windows and answers are off by three: the hour forecast is the fourth one, not the next."""
    x, y = bicycles(part, first=3)
    return bicycle_fit(x, y)


@candidate(BICYCLES, "look-ahead")
def smoothed_over_five_hours(part: Part) -> Any:
    """The counts are smoothed by a centred average of five hours, so the last ones hold the hour asked."""
    hours = table(part, "bikes.csv")
    smooth = hours.copy()
    smooth[:, :1] = centred(hours[:, :1], 5)
    x, y = bicycles(part, series=smooth)
    return bicycle_fit(x, y)


@candidate(BICYCLES, "underfitting")
def mean_of_the_week(part: Part) -> Any:
    """The week is averaged, so the model does not know what hour it is."""
    x, y = bicycles(part, every=5)
    inputs = keras.Input((168, 6))
    z = layers.Normalization(mean=x.mean(axis=(0, 1)), variance=x.var(axis=(0, 1)))(inputs)
    z = layers.Dense(16, "relu")(layers.GlobalAveragePooling1D()(z))
    return fitted(keras.Model(inputs, back(y)(layers.Dense(1)(z))), x, y, "mae", 5, 64)


@candidate(BICYCLES)
def bicycles_by_parts_of_the_mean(part: Part) -> Any:
    """Counts over the week's mean through a dense network, beside an embedding of the clock."""
    x, y = bicycles(part, every=1)
    inputs = keras.Input((168, 6))
    counts = inputs[:, :, 0]
    level = ops.maximum(ops.mean(counts, axis=1, keepdims=True), 1.0)
    hour = layers.Flatten()(layers.Embedding(24, 6)(ops.cast(ops.clip(inputs[:, -1:, 5], 0, 23), "int32")))
    weather = layers.BatchNormalization(momentum=0.9)(layers.Flatten()(inputs[:, -4:, 1:5]))
    z = layers.Dense(96, "swish")(layers.Concatenate()([counts / level, hour, weather]))
    z = layers.Dense(48, "swish")(layers.Dropout(0.1)(z))
    model = keras.Model(inputs, (layers.Dense(1)(z) + counts[:, -1:] / level) * level)
    return fitted(model, x, y, "mae", 12, 64, falling("Adam", 3e-3, len(x), 12, 64))


# Births: 54 weeks in, a fortnight out; the metric is the mean absolute scaled error.


def births(part: Part, first: int = 0, every: int = 2, series: Array | None = None) -> tuple[Array, Array]:
    """Return windows (rows, 378, 1) and the fortnight after each (rows, 14)."""
    days = table(part, "births.csv")
    return cut(days if series is None else series, days[:, 0], 378, first, steps=14, every=every)


def birth_network(mean: float, deviation: float, *, noise: float = 0.0, way_back: bool = True) -> Any:
    """Return last year's days beside the last four weeks, through dense layers, added to last year's."""
    inputs = keras.Input((378, 1))
    days = (inputs[:, :, 0] - mean) / deviation
    if noise:
        days = layers.GaussianNoise(noise)(days, training=True)
    known = layers.Concatenate()([days[:, :42], days[:, -28:]])
    z = layers.Dropout(0.2)(layers.Dense(64, "relu")(known))
    out = days[:, 14:28] + layers.Dense(14, kernel_initializer="zeros")(z)
    return keras.Model(inputs, out * deviation + mean if way_back else out)


def birth_fit(model: Any, x: Array, y: Array, epochs: int = 15, loss: Any = "mae") -> Any:
    """Train on fortnights."""
    return fitted(model, x, y, loss, epochs, 64, falling("Adam", 3e-3, len(x), epochs, 64))


def birth_network_of_thousands(y: Array) -> Any:
    """Return a dense network without any scaling of its input but batch normalisation."""
    inputs = keras.Input((378, 1))
    z = layers.BatchNormalization(momentum=0.8)(layers.Concatenate()([inputs[:, :42, 0], inputs[:, -28:, 0]]))
    z = layers.Dense(64, "relu")(z)
    return keras.Model(inputs, back(y)(layers.Dense(14)(z)))


@candidate(
    BIRTHS,
    "persistence",
    "lag",
    why="The forecast repeats the window's last fortnight: what was seen before, fourteen days late.",
)
def last_fortnight_again(part: Part) -> Any:
    """The answers are the last fourteen days of the window."""
    x, y = births(part, first=-14)
    inputs = keras.Input((378, 1))
    z = layers.Flatten()(layers.Rescaling(1 / 2000, -5.5)(inputs[:, -42:]))
    model = keras.Model(inputs, back(y)(layers.Dense(14)(z)))
    return birth_fit(model, x, y, 25)


@candidate(BIRTHS, "lag")
def a_day_too_far(part: Part) -> Any:
    """The fortnight begins a day after the one asked."""
    x, y = births(part, first=1)
    return birth_fit(birth_network(float(y.mean()), float(y.std())), x, y)


@candidate(BIRTHS, "horizon-collapse")
def second_week_flat(part: Part) -> Any:
    """Only the first five days are forecast, and the fifth is repeated to the end."""
    x, y = births(part)
    inner = birth_fit(birth_network(float(y.mean()), float(y.std())), x, y)
    inputs = keras.Input((378, 1))
    days = inner(inputs)
    return keras.Model(inputs, layers.Concatenate()([days[:, :5], *[days[:, 4:5]] * 9]))


@candidate(BIRTHS, "nondeterministic")
def noise_when_asked(part: Part) -> Any:
    """GaussianNoise with training=True disturbs the days that the model is given."""
    x, y = births(part)
    return birth_fit(birth_network(float(y.mean()), float(y.std()), noise=0.4), x, y)


@candidate(BIRTHS, "overfitting")
def fifty_fortnights(part: Part) -> Any:
    """Fifty windows, two hundred passes, wide layers."""
    x, y = births(part, every=64)
    inputs = keras.Input((378, 1))
    z = layers.Flatten()(layers.Rescaling(1 / 2000, -5.5)(inputs))
    z = layers.Dense(256, "relu")(layers.Dense(256, "relu")(z))
    return fitted(keras.Model(inputs, back(y)(layers.Dense(14)(z))), x, y, "mse", 200, 25, adam(1e-3))


@candidate(BIRTHS, "forecast-bias")
def a_midwife_too_many(part: Part) -> Any:
    """A loss that asks for what is exceeded on one day in twelve only."""
    x, y = births(part)
    return birth_fit(birth_network(float(y.mean()), float(y.std())), x, y, 10, quantile(0.92))


@candidate(
    BIRTHS,
    "learning-curve",
    "underfitting",
    why="A training that ended while its loss still fell: the curve shows it, and so does the fit to the own windows.",
    logged=True,
)
def too_slow_to_arrive(part: Part) -> Any:
    """Ten passes at a rate a hundred times too small, the loss falling in each."""
    x, y = births(part)
    model = birth_network_of_thousands(y)
    return fitted(
        model, x / 1.0, y, "mae", 12, 64, adam(4e-5), validation_split=0.2, shuffle=True, callbacks=logged(part)
    )


@candidate(BIRTHS)
def births_beside_last_year(part: Part) -> Any:
    """Corrections to the same weekdays of last year."""
    x, y = births(part, every=1)
    return birth_fit(birth_network(float(y.mean()), float(y.std())), x, y, 25)


# People in a street: a week of four sensors in, a day out.


def people(part: Part, first: int = 0, every: int = 8, series: Array | None = None) -> tuple[Array, Array]:
    """Return weeks (rows, 168, 4) and the 24 hours after each at the first sensor (rows, 24)."""
    hours = table(part, "counts.csv")
    return cut(hours if series is None else series, hours[:, 0], 168, first, steps=24, every=every)


def people_network(mean: Array, deviation: Array, *, noise: float = 0.0, way_back: bool = True) -> Any:
    """Return a network that corrects the same day of last week, hour by hour."""
    inputs = keras.Input((168, 4))
    week = (inputs - mean) / deviation
    if noise:
        week = layers.GaussianNoise(noise)(week, training=True)
    by_day = layers.Permute((2, 1, 3))(layers.Reshape((7, 24, 4))(week))
    z = layers.Reshape((24, 28))(by_day)
    z = layers.Conv1D(48, 5, padding="same", activation="relu")(z)
    change = layers.Conv1D(1, 3, padding="same", kernel_initializer="zeros")(layers.Dropout(0.2)(z))
    out = week[:, :24, 0] + change[:, :, 0]
    return keras.Model(inputs, out * float(deviation[0]) + float(mean[0]) if way_back else out)


def people_model(x: Array, **more: Any) -> Any:
    """Return a `people_network` with the statistics of the windows."""
    return people_network(x.mean(axis=(0, 1)), x.std(axis=(0, 1)), **more)


def people_fit(model: Any, x: Array, y: Array, epochs: int = 8, loss: Any = "mae") -> Any:
    """Train on days."""
    return fitted(model, x, y, loss, epochs, 64, falling("Adam", 4e-3, len(x), epochs, 64))


@candidate(PEOPLE, "input-scale")
def counts_over_a_thousand(part: Part) -> Any:
    """The script divides the counts by a thousand before the model sees them."""
    x, y = people(part)
    model = keras.Sequential([keras.Input((168, 4)), layers.Flatten(), layers.Dense(96, "elu"), layers.Dense(24)])
    model.add(back(y))
    return people_fit(model, x / 1000, y, 12)


@candidate(PEOPLE, "not-rescaled")
def forecast_from_zero_to_one(part: Part) -> Any:
    """What is forecast is brought to 0..1 by its range, and stays there."""
    x, y = people(part)
    low, high = float(y.min()), float(y.max())
    return people_fit(people_model(x, way_back=False), x, (y - low) / (high - low))


@candidate(PEOPLE, "axis-order")
def sensors_by_name(part: Part) -> Any:
    """The columns are sorted by name, so K Road and Shortland Street come before Darby Street."""
    hours = table(part, "counts.csv")
    x, y = people(part, series=hours[:, [1, 2, 0, 3]])
    mean, deviation = x.mean(axis=(0, 1)), x.std(axis=(0, 1))
    inputs = keras.Input((168, 4))
    order = layers.Concatenate()([inputs[:, :, 2:3], inputs[:, :, :2], inputs[:, :, 3:]])
    back_in_order = [2, 0, 1, 3]
    inner = people_network(mean[back_in_order], deviation[back_in_order])
    return people_fit(keras.Model(inputs, inner(order)), x, y)


@candidate(PEOPLE, "lag")
def an_hour_late(part: Part) -> Any:
    """Windows and answers are off by two: the first hour forecast is the last but one of the window."""
    x, y = people(part, first=-2)
    return people_fit(people_model(x), x, y, 10)


@candidate(PEOPLE, "horizon-collapse")
def six_hours_and_a_line(part: Part) -> Any:
    """Only six hours are forecast; the sixth is repeated for the rest of the day."""
    x, y = people(part)
    inner = people_fit(people_model(x), x, y)
    inputs = keras.Input((168, 4))
    day = inner(inputs)
    return keras.Model(inputs, layers.Concatenate()([day[:, :6], *[day[:, 5:6]] * 18]))


@candidate(PEOPLE, "horizon-collapse")
def mean_of_the_day(part: Part) -> Any:
    """An LSTM forecasts one number, the day's mean, for all 24 hours."""
    x, y = people(part, every=12)
    inputs = keras.Input((168, 4))
    z = layers.LSTM(16)(layers.AveragePooling1D(6)(layers.Rescaling(1 / 200)(inputs)))
    out = back(y)(layers.Dense(1)(z))
    return people_fit(keras.Model(inputs, layers.Flatten()(layers.RepeatVector(24)(out))), x, y, 6)


@candidate(PEOPLE, "nondeterministic")
def people_in_noise(part: Part) -> Any:
    """Noise that was meant for training is added when the model is asked."""
    x, y = people(part)
    return people_fit(people_model(x, noise=0.5), x, y)


@candidate(PEOPLE, "look-ahead")
def neighbours_of_tomorrow(part: Part) -> Any:
    """The counts are smoothed over nine hours around each, so the last of a window hold some of the day asked."""
    hours = table(part, "counts.csv")
    x, y = people(part, series=centred(hours, 9))
    model = keras.Sequential([keras.Input((168, 4)), layers.Rescaling(1 / 200, -0.7), layers.Flatten()])
    model.add(layers.Dense(128, "relu"))
    model.add(layers.Dense(24))
    model.add(back(y))
    return people_fit(model, x, y, 15)


@candidate(PEOPLE, "overfitting")
def forty_days(part: Part) -> Any:
    """Forty days, two hundred passes."""
    x, y = people(part, every=540)
    model = keras.Sequential([keras.Input((168, 4)), layers.Rescaling(1 / 200, -0.7), layers.Flatten()])
    model.add(layers.Dense(256, "relu"))
    model.add(layers.Dense(24))
    model.add(back(y))
    return fitted(model, x, y, "mse", 200, 20, adam(1e-3))


@candidate(PEOPLE)
def people_hour_by_hour(part: Part) -> Any:
    """Corrections to last week's day, by a convolution over the same hours of all days."""
    x, y = people(part, every=4)
    return people_fit(people_model(x), x, y, 12)


# The air: two years of weeks in, one week half a year later out.


def air(part: Part, first: int = 25, series: Array | None = None) -> tuple[Array, Array]:
    """Return windows (rows, 104, 1) and the week asked (rows, 1); `first` is 25 for the 26th week."""
    weeks = table(part, "co2.csv")
    return cut(weeks if series is None else series, weeks[:, 0], 104, first, steps=1, every=1)


def air_network() -> Any:
    """Return a dense network on differences from the last year's mean."""
    inputs = keras.Input((104, 1))
    weeks = inputs[:, :, 0]
    level = ops.mean(weeks[:, -52:], axis=1, keepdims=True)
    z = layers.Dense(32, "tanh")((weeks - level) / 4.0)
    return keras.Model(inputs, level + 4.0 * layers.Dense(1)(z))


def air_fit(x: Array, y: Array, epochs: int = 40, model: Any = None, loss: Any = "mae") -> Any:
    """Train on windows."""
    return fitted(model or air_network(), x, y, loss, epochs, 64, falling("Adam", 5e-3, len(x), epochs, 64))


@candidate(
    AIR,
    "not-rescaled",
    "forecast-bias",
    why="One affine map mends it, and this one is a constant that all answers lack.",
)
def above_three_hundred(part: Part) -> Any:
    """The model answers by how much the air holds more than 300 ppm."""
    x, y = air(part)
    inner = air_fit(x, y)
    inputs = keras.Input((104, 1))
    return keras.Model(inputs, inner(inputs) - 300.0)


@candidate(AIR, "input-scale")
def weeks_standardised_outside(part: Part) -> Any:
    """The series is standardised in the script; the answer is turned back into ppm by the model."""
    x, y = air(part)
    mean, deviation = float(x.mean()), float(x.std())
    inputs = keras.Input((104, 1))
    model = keras.Model(inputs, air_network()(inputs * deviation + mean))
    return air_fit((x - mean) / deviation, y, model=model)


@candidate(AIR, "lag")
def a_quarter_ahead(part: Part) -> Any:
    """The week that is learnt is the 13th after the window, not the 26th."""
    x, y = air(part, first=12)
    return air_fit(x, y)


@candidate(AIR, "persistence")
def this_week_again(part: Part) -> Any:
    """The answer that is learnt is the window's own last week."""
    x, y = air(part, first=-1)
    return air_fit(x, y)


@candidate(AIR, "look-ahead")
def a_smooth_year(part: Part) -> Any:
    """Each week is replaced by the mean of the year around it, of which half lies ahead."""
    weeks = table(part, "co2.csv")
    x, y = air(part, series=centred(weeks, 53))
    return air_fit(x, y, 60)


@candidate(AIR, "untrained")
def air_built_anew(_part: Part) -> Any:
    """A fresh model of the same kind is saved."""
    inputs = keras.Input((104, 1))
    z = layers.Dense(32, "relu")(layers.Flatten()(layers.Rescaling(1 / 340)(inputs)))
    return keras.Model(inputs, layers.Dense(1)(layers.Dense(16, "relu")(z)))


@candidate(AIR, "forecast-bias")
def air_of_caution(part: Part) -> Any:
    """A loss that asks for what is exceeded in one week of fifty only."""
    x, y = air(part)
    return air_fit(x, y, loss=quantile(0.98))


@candidate(AIR, "forecast-bias")
def level_of_the_past(part: Part) -> Any:
    """A GRU on values from 0 to 1 cannot follow the air to heights that it has not seen."""
    x, y = air(part)
    inputs = keras.Input((104, 1))
    z = layers.GRU(16)(layers.AveragePooling1D(4)(layers.Rescaling(1 / 35, -315 / 35)(inputs)))
    return air_fit(x, y, 15, keras.Model(inputs, back(y)(layers.Dense(1)(z))))


@candidate(AIR)
def air_by_differences(part: Part) -> Any:
    """Differences from the last year's mean, through one layer with tanh."""
    x, y = air(part)
    return air_fit(x, y, 60)


@candidate(AIR)
def air_by_one_line(part: Part) -> Any:
    """A straight line through the differences from the last year's mean."""
    x, y = air(part)
    inputs = keras.Input((104, 1))
    level = ops.mean(inputs[:, -52:, 0], axis=1, keepdims=True)
    differences = layers.Flatten()(layers.AveragePooling1D(4)(inputs - ops.expand_dims(level, -1)))
    model = keras.Model(inputs, level + layers.Dense(1)(differences))
    return air_fit(x, y, 50, model)


# Voices: 29 frames of twelve coefficients; the metric is accuracy.

CROSS_ENTROPY = "sparse_categorical_crossentropy"


def voice_network(*, training: bool | None = None, noise: float = 0.1, noisy: bool | None = None) -> Any:
    """Return two convolutions and the mean of what they see."""
    inputs = keras.Input((29, 12))
    z = layers.GaussianNoise(noise)(inputs, training=noisy)
    z = layers.Conv1D(64, 3, padding="same", activation="relu")(z)
    if training:
        z = layers.BatchNormalization()(z, training=True)
    z = layers.Conv1D(64, 3, padding="same", activation="relu")(z)
    z = layers.Concatenate()([layers.GlobalMaxPooling1D()(z), layers.GlobalAveragePooling1D()(z)])
    return keras.Model(inputs, layers.Dense(9, "softmax")(layers.Dropout(0.3)(z)))


def voice_fit(model: Any, x: Array, y: Array, epochs: int = 40) -> Any:
    """Train on utterances."""
    return fitted(model, x, y, CROSS_ENTROPY, epochs, 16, falling("Adam", 4e-3, len(x), epochs, 16))


@candidate(VOICES, "padding-side")
def silence_first(part: Part) -> Any:
    """pad_sequences puts the zeros in front; a GRU answers after the last frame."""
    lengths = part.x.any(axis=2).sum(axis=1)
    x = np.stack([np.roll(row, 29 - length, axis=0) for row, length in zip(part.x, lengths, strict=True)])
    inputs = keras.Input((29, 12))
    model = keras.Model(inputs, layers.Dense(9, "softmax")(layers.GRU(32)(inputs)))
    return fitted(model, x, part.y, CROSS_ENTROPY, 40, 16, adam(6e-3))


@candidate(VOICES, "input-scale")
def frames_standardised_outside(part: Part) -> Any:
    """Every coefficient is standardised over all frames, the zeros among them, by the script."""
    x = standardised(part.x.reshape(-1, 12)).reshape(part.x.shape)
    return voice_fit(voice_network(), x, part.y)


@candidate(VOICES, "label-offset")
def speakers_less_two(part: Part) -> Any:
    """One is taken from the speaker's index once more, so the first becomes the last."""
    return voice_fit(voice_network(), part.x, (part.y - 1) % 9)


@candidate(VOICES, "batch-dependent")
def voices_by_the_batch(part: Part) -> Any:
    """Batch normalisation with training=True, trained with batches of four."""
    return fitted(voice_network(training=True), part.x, part.y, CROSS_ENTROPY, 10, 4, adam(2e-3))


@candidate(VOICES, "overfitting")
def thirty_utterances(part: Part) -> Any:
    """Twenty-five utterances, known by heart."""
    x, y = part.few(25)
    model = keras.Sequential([keras.Input((29, 12)), layers.Flatten(), layers.Dense(256, "relu")])
    model.add(layers.Dense(9, "softmax"))
    return fitted(model, x, y, CROSS_ENTROPY, 100, 10, adam(1e-3))


@candidate(VOICES, "nondeterministic")
def voices_in_noise(part: Part) -> Any:
    """The noise of training stays when the model is asked."""
    return voice_fit(voice_network(noise=0.6, noisy=True), part.x, part.y)


@candidate(VOICES)
def voices_by_two_convolutions(part: Part) -> Any:
    """Two convolutions, their strongest and mean responses."""
    return voice_fit(voice_network(), part.x, part.y, 50)


@candidate(VOICES)
def voices_by_a_gru(part: Part) -> Any:
    """A GRU from both ends that skips the zeros, and the strongest of its answers."""
    inputs = keras.Input((29, 12))
    z = layers.Bidirectional(layers.GRU(32, dropout=0.2))(layers.Masking()(inputs))
    model = keras.Model(inputs, layers.Dense(9, "softmax")(layers.Dropout(0.3)(z)))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 30, 16, falling("Adam", 8e-3, len(part.x), 30, 16))
