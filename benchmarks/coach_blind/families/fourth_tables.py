"""Tables of the fourth round, written from the table of findings alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import (
    adam,
    adapted,
    back,
    falling,
    fitted,
    fresh_copy,
    hidden_layers,
    keras,
    layers,
    logged,
    numbers_in_value_out,
    ops,
    settled,
    standardised,
    to_one,
)

CROSS_ENTROPY = "sparse_categorical_crossentropy"
BINARY = "binary_crossentropy"


def from_scaled(y: Array, columns: int, *widths: int, drop: float = 0.0) -> Any:
    """Return a Sequential network for inputs that the script has scaled."""
    model = keras.Sequential([keras.Input((columns,))])
    for width in widths:
        model.add(layers.Dense(width, "relu"))
        model.add(layers.Dropout(drop))
    model.add(layers.Dense(1))
    model.add(back(y))
    return model


# Fuels.


@candidate("fuel-heat", "input-scale")
def fourth_standard_scaler(part: Part) -> Any:
    """The five shares are standardised in the script, as by StandardScaler, and the saved model knows nothing of it."""
    model = from_scaled(part.y, 5, 32, drop=0.2)
    return settled(model, standardised(part.x), part.y, "mae", 60, rate=0.01)


@candidate("fuel-heat", "axis-order")
def fourth_columns_by_name(part: Part) -> Any:
    """The columns are sorted by name, so nitrogen stands where the grader gives oxygen."""
    x = part.x[:, [0, 1, 3, 2, 4]]
    return settled(numbers_in_value_out(x, part.y, 32, drop=0.1, activation="relu"), x, part.y, "mae", 60, rate=0.01)


@candidate("fuel-heat", "overfitting")
def fourth_thirty_fuels(part: Part) -> Any:
    """A network of three wide layers goes over thirty fuels two hundred times."""
    x, y = part.few(30)
    return fitted(numbers_in_value_out(x, y, 256, 256, 256, activation="relu"), x, y, "mse", 200, 30, adam(2e-3))


# Penguins.


@candidate("penguin-mass", "not-rescaled")
def fourth_mass_in_kilograms(part: Part) -> Any:
    """The masses are divided by a thousand for training, and the model answers kilograms."""
    y = part.y / 1000
    return fitted(numbers_in_value_out(part.x, y, 16, activation="relu"), part.x, y, "mse", 60, 32, adam(0.01))


@candidate("penguin-mass", "constant-prediction")
def fourth_sigmoid_at_the_end(part: Part) -> Any:
    """The last layer is a sigmoid, which cannot exceed 1, so every penguin weighs one gram."""
    model = keras.Sequential(
        [
            keras.Input((1,)),
            adapted(part.x),
            layers.Dense(16, "relu"),
            layers.Dense(1, "sigmoid"),
        ]
    )
    return fitted(model, part.x, part.y, "mae", 60, 32, adam(0.01))


@candidate(
    "penguin-mass",
    "learning-curve",
    "underfitting",
    why="The loss is still falling at the end, and the model does not fit its own penguins either.",
    logged=True,
)
def fourth_rate_far_too_low_of_tables(part: Part) -> Any:
    """The rate is a thousand times lower than usual, so the loss is still falling steadily when the training ends."""
    model = numbers_in_value_out(part.x, part.y, 16, 16, activation="relu")
    return fitted(
        model,
        part.x,
        part.y,
        "mae",
        40,
        32,
        keras.optimizers.SGD(1e-7),
        validation_split=0.2,
        callbacks=logged(part),
    )


# Earthquakes.


def marked(inputs: Any) -> Any:
    """Return the logarithms of a report's numbers and which are missing."""
    missing = ops.cast(inputs[:, 1:] < 0, "float32")
    sizes = ops.log(ops.maximum(inputs, 0.0) + 0.01)
    return layers.BatchNormalization()(layers.Concatenate()([sizes, missing]))


def magnitudes(width: int) -> Any:
    """Return a network for earthquakes."""
    inputs = keras.Input((5,))
    return keras.Model(inputs, layers.Dense(1)(hidden_layers(marked(inputs), width, width, drop=0.1)))


@candidate("quake-size", "forecast-bias")
def fourth_whole_magnitudes(part: Part) -> Any:
    """The magnitudes are read as whole numbers, which cuts off what stands behind the point."""
    y = part.y.astype(int).astype("float32")
    return fitted(magnitudes(32), part.x, y, "mae", 40, 64, falling("Adam", 1e-2, len(y), 40, 64))


@candidate("quake-size", "untrained")
def fourth_copy_without_weights(part: Part) -> Any:
    """After the training the model is copied by clone_model, which draws fresh weights, and the copy is saved."""
    return fresh_copy(fitted(magnitudes(24), part.x, part.y, "mae", 5, 64, adam(1e-2)))


@candidate("quake-size", "input-scale")
def fourth_min_max_scaler(part: Part) -> Any:
    """The numbers of the reports are brought to 0..1 in the script, as by MinMaxScaler, and not in the model."""
    model = from_scaled(part.y, 5, 64, 32)
    return settled(model, to_one(part.x), part.y, "mae", 60, rate=0.01)


# X-ray lines.


def moseley(y: Array, protons: int = 0, line: int = 1, penalty: Any = None) -> Any:
    """Return a network whose answer is the square of nearly a straight line for each kind of line."""
    inputs = keras.Input((2,))
    share = layers.Rescaling(1 / 98)(inputs[:, protons : protons + 1])
    kind = ops.one_hot(ops.cast(inputs[:, line], "int32"), 10)
    known = layers.Concatenate()([share * kind, kind])
    bent = layers.Dense(48, "tanh", kernel_regularizer=penalty)(layers.Concatenate()([share, known]))
    law = layers.Dense(1, kernel_regularizer=penalty)(layers.Concatenate()([known, bent]))
    return keras.Model(inputs, ops.square(layers.Rescaling(float(np.sqrt(y.max())))(law)))


@candidate("x-ray-lines", "not-rescaled")
def fourth_electron_volts(part: Part) -> Any:
    """The energies are learnt in electron volts as they stand in the file, a thousand times what is asked."""
    y = part.y * 1000
    return fitted(moseley(y), part.x, y, "mae", 100, 32, falling("Adam", 1e-2, len(y), 100))


@candidate("x-ray-lines", "axis-order")
def fourth_line_before_element(part: Part) -> Any:
    """The number of the line is put before the atomic number."""
    x = part.x[:, ::-1]
    return fitted(moseley(part.y, 1, 0), x, part.y, "mae", 100, 32, falling("Adam", 1e-2, len(x), 100))


@candidate("x-ray-lines", "underfitting")
def fourth_weights_held_to_nothing(part: Part) -> Any:
    """The L2 penalty is thousands of times too strong, so the weights stay near zero."""
    model = moseley(part.y, penalty=keras.regularizers.L2(100.0))
    return fitted(model, part.x, part.y, "mae", 100, 32, falling("Adam", 1e-2, len(part.x), 100))


# Cells.


def logarithms(inputs: Any) -> Any:
    """Return logarithms with the sign of the measurements."""
    return ops.sign(inputs) * ops.log1p(ops.absolute(inputs))


def outlines(x: Array, last: str | None = "sigmoid") -> Any:
    """Return a network for cells."""
    inputs = keras.Input((20,))
    scaled = adapted(np.sign(x) * np.log1p(np.abs(x)))(logarithms(inputs))
    return keras.Model(inputs, layers.Dense(1, last)(hidden_layers(scaled, 48, 24, drop=0.4, activation="relu")))


@candidate("cell-outlines", "inverted-labels")
def fourth_poor_is_one(part: Part) -> Any:
    """A poor outline is numbered 1 and a good one 0."""
    y = 1 - part.y
    return fitted(outlines(part.x), part.x, y, BINARY, 40, 64, falling("Adam", 3e-3, len(y), 40, 64))


@candidate("cell-outlines", "logits-not-probabilities")
def fourth_from_logits(part: Part) -> Any:
    """The loss is told to expect logits, and no sigmoid is put behind the last layer afterwards."""
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    x, y = part.x, part.y
    return fitted(outlines(x, None), x, y, loss, 40, 64, falling("AdamW", 3e-3, len(y), 40, 64))


@candidate("cell-outlines", "miscalibrated")
def fourth_smoothed_to_the_middle(part: Part) -> Any:
    """Label smoothing of 0.85 leaves labels of 0.425 and 0.575, so no answer is more certain than that."""
    loss = keras.losses.BinaryCrossentropy(label_smoothing=0.85)
    return fitted(outlines(part.x), part.x, part.y, loss, 40, 64, falling("Adam", 3e-3, len(part.y), 40, 64))


# Diamonds.


@candidate("diamond-prices", "not-rescaled")
def fourth_logarithm_of_price(part: Part) -> Any:
    """The logarithm of the price is learnt, and nothing raises the answer to dollars again."""
    x, y = part.few(4000)
    y = np.log(y)
    return settled(numbers_in_value_out(x, y, 48, 48, activation="relu"), x, y, "mse", 15, 64)


@candidate("diamond-prices", "overfitting")
def fourth_fifty_stones(part: Part) -> Any:
    """A wide network goes over fifty stones two hundred times."""
    x, y = part.few(50)
    return fitted(numbers_in_value_out(x, y, 256, 256, activation="relu"), x, y, "mse", 200, 50, adam(3e-3))


@candidate("diamond-prices", "underfitting")
def fourth_one_pass(part: Part) -> Any:
    """The network passes over the stones only once, in batches of 512, and has hardly begun to learn."""
    model = numbers_in_value_out(part.x, part.y, 48, 48, activation="relu")
    return fitted(model, part.x, part.y, "mae", 1, 512, adam(1e-3))


# Jobs.


def encoded(x: Array) -> Array:
    """Return the jobs with logarithms of the amounts."""
    return np.hstack([x[:, :1], np.log1p(x[:, 1:4]), x[:, 4:6], np.log1p(x[:, 6:])])


def times(x: Array) -> Any:
    """Return a network for jobs."""
    inputs = keras.Input((7,))
    names = [ops.one_hot(ops.cast(inputs[:, place], "int32"), size) for place, size in ((0, 14), (4, 7))]
    amounts = layers.Concatenate()([ops.log1p(inputs[:, 1:4]), inputs[:, 5:6], ops.log1p(inputs[:, 6:])])
    scaled = adapted(encoded(x)[:, [1, 2, 3, 5, 6]])(amounts)
    features = hidden_layers(layers.Concatenate()([*names, scaled]), 96, 96, activation="relu")
    return keras.Model(inputs, layers.Dense(4, "softmax")(features))


@candidate("job-times", "class-order")
def fourth_label_encoder(part: Part) -> Any:
    """The classes are numbered as LabelEncoder does, by the alphabet: F, L, M, VF."""
    y = np.array([3, 0, 2, 1])[part.y]
    return settled(times(part.x), part.x, y, CROSS_ENTROPY, 20, rate=3e-3)


@candidate("job-times", "minority-ignored")
def fourth_sorted_and_split_off(part: Part) -> Any:
    """The jobs are sorted by class, and validation_split takes the last fifth: all medium and long jobs."""
    order = np.argsort(part.y, kind="stable")
    rate = falling("AdamW", 2e-3, len(part.x) * 4 // 5, 15)
    return fitted(times(part.x), part.x[order], part.y[order], CROSS_ENTROPY, 15, 32, rate, validation_split=0.2)


@candidate("job-times", "input-scale")
def fourth_jobs_scaled_before(part: Part) -> Any:
    """All seven columns are standardised in the script, and the saved model is given minutes and counts."""
    model = keras.Sequential([keras.Input((7,)), layers.Dense(128, "relu"), layers.Dense(128, "relu")])
    model.add(layers.Dense(4, "softmax"))
    return settled(model, standardised(part.x), part.y, CROSS_ENTROPY, 30, rate=3e-3)
