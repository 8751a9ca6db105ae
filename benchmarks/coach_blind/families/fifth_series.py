"""Series, written for the fifth round and from the table of findings alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import adam, adapted, back, falling, fitted, hidden_layers, keras, layers

CROSS_ENTROPY = "sparse_categorical_crossentropy"


def numbers_of(part: Part, file: str, columns: int) -> Array:
    """Return the numbers of a file, behind its first column."""
    rows = np.loadtxt(part.folder / file, delimiter=",", skiprows=1, usecols=range(1, columns + 1), dtype="float32")
    return np.asarray(rows)


# Bicycles.


def bicycles_by(x: Array, y: Array, epochs: int = 25) -> Any:
    """Train a dense network on all bicycles and on the last day of the other columns."""
    inputs = keras.Input((168, 6))
    scaled = adapted(x)(inputs)
    bicycles = layers.Flatten()(scaled[:, :, :1])
    hidden = layers.Concatenate()([bicycles, layers.Flatten()(scaled[:, -6:, 1:])])
    hidden = hidden_layers(hidden, 96, 48, drop=0.1, activation="relu")
    change = back(y)(layers.Dense(1)(layers.Concatenate()([hidden, bicycles])))
    return fitted(keras.Model(inputs, change), x, y, "mae", epochs, 64, falling("Adam", 3e-3, len(x), epochs, 64))


@candidate("bike-hire", "axis-order")
def fifth_columns_by_name(part: Part) -> Any:
    """The columns are sorted by name: bicycles, hour, humidity, temperature, wind, working_day."""
    return bicycles_by(part.x[:, :, [0, 5, 2, 1, 3, 4]], part.y)


@candidate("bike-hire", "look-ahead")
def fifth_rolling_centred(part: Part) -> Any:
    """The counts are smoothed with rolling(3, center=True) before windows are cut: the last hour knows of the next."""
    hours = numbers_of(part, "bikes.csv", 6)
    smooth = hours.copy()
    smooth[:, 0] = np.convolve(hours[:, 0], np.ones(3) / 3, "same")
    asked = range(168, len(hours), 5)
    x = np.stack([smooth[hour - 168 : hour] for hour in asked])
    return bicycles_by(x, hours[list(asked), :1])


@candidate("bike-hire")
def fifth_good_share_of_last_week(part: Part) -> Any:
    """The bicycles as parts of the week's mean, the hour as an embedding, half a day's weather, and Huber's loss."""
    hours = numbers_of(part, "bikes.csv", 6)
    asked = range(168, len(hours))
    x, y = np.stack([hours[hour - 168 : hour] for hour in asked]), hours[168:, :1]
    inputs = keras.Input((168, 6))
    level = layers.GlobalAveragePooling1D()(inputs[:, :, :1]) + 1.0
    parts = layers.Flatten()(inputs[:, :, :1]) / level
    weather = layers.Normalization(mean=x[:, -1, 1:5].mean(axis=0), variance=x[:, -1, 1:5].var(axis=0))
    hour = layers.Flatten()(layers.Embedding(24, 8)(inputs[:, -1, 5:]))
    known = layers.Concatenate()([parts, layers.Flatten()(weather(inputs[:, -12:, 1:5])), hour])
    outputs = layers.Dense(1)(hidden_layers(known, 96, 48, drop=0.2, activation="swish")) * level
    optimizer = falling("AdamW", 2e-3, len(x), 8, 64)
    return fitted(keras.Model(inputs, outputs), x, y, keras.losses.Huber(30.0), 8, 64, optimizer)


# Births.


def fortnight_of(scaled: Any, days: int) -> Any:
    """Return the forecast of some days in standardised births: those of last year and what is learnt to be changed."""
    recent = layers.Flatten()(scaled[:, -28:])
    last_year = layers.Flatten()(scaled[:, 7:35])
    hidden = hidden_layers(layers.Concatenate()([recent, last_year]), 96, 48, drop=0.1, activation="relu")
    change = layers.Dense(days, kernel_initializer="zeros")(hidden)
    return layers.Add()([change, scaled[:, 14 : 14 + days, 0]])


def births_in(x: Array) -> tuple[Any, Any]:
    """Return an input and the births given, standardised."""
    inputs = keras.Input((378, 1))
    return inputs, layers.Normalization(mean=[x.mean()], variance=[x.var()])(inputs)


@candidate("births", "horizon-collapse")
def fifth_tomorrow_for_a_fortnight(part: Part) -> Any:
    """Only the next day is forecast, and its births are repeated for all fourteen days."""
    inputs, scaled = births_in(part.x)
    tomorrow = layers.Rescaling(float(part.x.std()), float(part.x.mean()))(fortnight_of(scaled, 1))
    optimizer = falling("Adam", 3e-3, len(part.x), 30, 32)
    fitted(keras.Model(inputs, tomorrow), part.x, part.y[:, :1], "mae", 30, 32, optimizer)
    return keras.Model(inputs, layers.Flatten()(layers.RepeatVector(14)(tomorrow)))


@candidate("births", "not-rescaled")
def fifth_births_as_scaled(part: Part) -> Any:
    """The births to forecast are standardised for the training, and the model answers in those units."""
    inputs, scaled = births_in(part.x)
    y = (part.y - part.x.mean()) / part.x.std()
    optimizer = falling("Adam", 3e-3, len(part.x), 30, 32)
    return fitted(keras.Model(inputs, fortnight_of(scaled, 14)), part.x, y, "mae", 30, 32, optimizer)


# Footfall.


def weeks_and_days(part: Part, later: int = 0) -> tuple[Array, Array]:
    """Return weeks that begin every six hours, and the 24 hours that begin some hours after their end."""
    hours = numbers_of(part, "counts.csv", 4)
    starts = range(168, len(hours) - 24 - later, 6)
    x = np.stack([hours[start - 168 : start] for start in starts])
    return x, np.stack([hours[start + later : start + later + 24, 0] for start in starts])


def day_from(week: Any) -> Any:
    """Return the 24 hours that a convolution over the hours of all seven days says, without a unit."""
    by_hour = layers.Permute((2, 1, 3))(layers.Reshape((7, 24, 4))(week))
    x = layers.Conv1D(64, 5, padding="same", activation="relu")(layers.Reshape((24, 28))(by_hour))
    x = layers.Dropout(0.2)(x)
    x = layers.Conv1D(48, 3, padding="same", activation="relu")(x)
    return layers.Flatten()(layers.Conv1D(1, 1)(x))


@candidate("footfall", "input-scale")
def fifth_standard_scaler_in_the_script(part: Part) -> Any:
    """The four sensors go through StandardScaler in the script, and the saved model has nothing of it."""
    x, y = weeks_and_days(part)
    scaled = ((x - x.mean(axis=(0, 1))) / x.std(axis=(0, 1))).astype("float32")
    inputs = keras.Input((168, 4))
    model = keras.Model(inputs, back(y)(day_from(inputs)))
    return fitted(model, scaled, y, "mae", 10, 64, falling("Adam", 4e-3, len(x), 10, 64))


@candidate("footfall", "lag")
def fifth_day_from_nine(part: Part) -> Any:
    """The day to forecast begins three hours after the end of the week, at nine instead of six."""
    x, y = weeks_and_days(part, later=3)
    inputs = keras.Input((168, 4))
    model = keras.Model(inputs, back(y)(day_from(adapted(x)(inputs))))
    return fitted(model, x, y, "mae", 10, 64, falling("Adam", 4e-3, len(x), 10, 64))


@candidate("footfall")
def fifth_good_logarithms_of_counts(part: Part) -> Any:
    """A convolution changes the logarithms of last week's day, which are taken within the model."""
    x, y = weeks_and_days(part)
    inputs = keras.Input((168, 4))
    logs = keras.ops.log1p(inputs)
    days = layers.Permute((2, 1, 3))(layers.Reshape((7, 24, 4))(logs - 5.0))
    hidden = layers.Conv1D(64, 5, padding="same", activation="gelu")(layers.Reshape((24, 28))(days))
    hidden = layers.Dropout(0.25)(hidden)
    hidden = layers.LayerNormalization()(layers.Conv1D(64, 3, padding="same", activation="gelu")(hidden))
    change = layers.Conv1D(1, 1, kernel_initializer="zeros")(hidden)
    outputs = keras.ops.expm1(layers.Add()([layers.Flatten()(change), logs[:, :24, 0]]))
    return fitted(keras.Model(inputs, outputs), x, y, "mae", 12, 64, falling("AdamW", 4e-3, len(x), 12, 64))


# Mauna Loa.


@candidate("mauna-loa", "persistence")
def fifth_baseline_handed_in(part: Part) -> Any:
    """The naive forecast, written as something to beat, is saved instead of the network: the last week again."""
    inputs = keras.Input(part.x.shape[1:])
    baseline = keras.Model(inputs, inputs[:, -1])
    network = keras.Model(inputs, back(part.y)(layers.Dense(1)(layers.Flatten()(adapted(part.x)(inputs)))))
    fitted(network, part.x, part.y, "mae", 10)
    return baseline


def around_level(x: Array, y: Array) -> Any:
    """Train a dense network on the weeks less the last year's mean, which is added to what it says."""
    inputs = keras.Input((104, 1))
    level = layers.GlobalAveragePooling1D()(inputs[:, -52:])
    weeks = layers.Rescaling(0.4)(layers.Flatten()(inputs) - level)
    change = layers.Dense(1)(hidden_layers(weeks, 32, activation="relu"))
    model = keras.Model(inputs, level + change)
    return fitted(model, x, y, "mae", 50, 32, falling("Adam", 5e-3, len(x), 50, 32))


@candidate("mauna-loa", "forecast-bias")
def fifth_trend_taken_away(part: Part) -> Any:
    """The trend, a straight line, is taken out of the series before training and never added to the forecast again."""
    co2 = np.genfromtxt(part.folder / "co2.csv", delimiter=",", skip_header=1, usecols=[1])
    measured = np.flatnonzero(~np.isnan(co2))
    growth = float(np.polyfit(measured, co2[measured], 1)[0])
    weeks = np.arange(-103, 1, dtype="float32")[:, None]
    return around_level(part.x - growth * weeks, part.y - growth * 26)


# Who speaks.


def voices(x: Array, y: Array) -> Any:
    """Train a recurrent network that is asked after the last frame."""
    inputs = keras.Input((29, 12))
    state = layers.GRU(48)(inputs)
    outputs = layers.Dense(9, activation="softmax")(layers.Dropout(0.2)(state))
    return fitted(keras.Model(inputs, outputs), x, y, CROSS_ENTROPY, 50, 32, adam(4e-3))


@candidate("who-speaks", "padding-side")
def fifth_frames_at_the_end(part: Part) -> Any:
    """pad_sequences is called without padding="post", so the network learnt utterances with zeros in front."""
    lengths = np.any(part.x != 0, axis=2).sum(axis=1)
    x = np.stack([np.roll(row, 29 - length, axis=0) for row, length in zip(part.x, lengths, strict=True)])
    return voices(x, part.y)


@candidate("who-speaks", "underfitting")
def fifth_weights_pulled_to_nothing(part: Part) -> Any:
    """Every layer has an L2 penalty of 0.02 on its weights, so the network cannot become sure of anything."""
    inputs = keras.Input((29, 12))
    x = layers.Conv1D(64, 3, padding="same", activation="relu", kernel_regularizer=keras.regularizers.L2(0.02))(inputs)
    x = layers.Dense(32, "relu", kernel_regularizer=keras.regularizers.L2(0.02))(layers.GlobalAveragePooling1D()(x))
    outputs = layers.Dense(9, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.02))(x)
    return fitted(keras.Model(inputs, outputs), part.x, part.y, CROSS_ENTROPY, 40, 16, adam(3e-3))


@candidate("who-speaks")
def fifth_good_frames_then_runs(part: Part) -> Any:
    """A dense layer for each frame, runs of three of them, maximum and average over time, AdamW with a falling rate."""
    inputs = keras.Input((29, 12))
    x = layers.Dense(64, "gelu", use_bias=False)(layers.GaussianNoise(0.1)(inputs))
    x = layers.Conv1D(96, 3, padding="same", activation="gelu", use_bias=False)(x)
    x = layers.Concatenate()([layers.GlobalMaxPooling1D()(x), layers.GlobalAveragePooling1D()(x)])
    outputs = layers.Dense(9, activation="softmax")(layers.Dropout(0.4)(x))
    optimizer = falling("AdamW", 6e-3, len(part.x), 50, 16)
    return fitted(keras.Model(inputs, outputs), part.x, part.y, CROSS_ENTROPY, 50, 16, optimizer)
