"""Tables, written later and from the table of findings alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import (
    adam,
    adapted,
    back,
    fitted,
    hidden_layers,
    keras,
    layers,
    numbers_in_value_out,
    ops,
    settled,
)

CROSS_ENTROPY = "sparse_categorical_crossentropy"


# Penguins.


def flipper_from_minus_one(x: Array) -> Array:
    """Return lengths of 170 to 235 mm as -1 to 1."""
    return np.asarray((x - 202.5) / 32.5)


@candidate("penguin-mass", "input-scale")
def flippers_from_minus_one(part: Part) -> Any:
    """The script maps the lengths to -1..1, and the model is trained on those alone."""
    inputs = keras.Input((1,))
    model = keras.Model(inputs, back(part.y)(layers.Dense(1)(hidden_layers(inputs, 16, 16, activation="swish"))))
    return settled(model, flipper_from_minus_one(part.x), part.y, "mae", 60, rate=0.02)


# Fuels.


@candidate("fuel-heat", "not-rescaled")
def heat_in_calories(part: Part) -> Any:
    """The heat is learnt in thermochemical megacalories, as in the old tables, and answered in them."""
    y = part.y / 4.184
    return settled(numbers_in_value_out(part.x, y, 24), part.x, y, "mae", 80, rate=0.01)


def by_atomic_number(x: Array) -> Array:
    """Return the shares as hydrogen, carbon, nitrogen, oxygen, sulphur."""
    return x[:, [1, 0, 3, 2, 4]]


@candidate("fuel-heat", "axis-order")
def elements_by_number(part: Part) -> Any:
    """The elements stand in the order of the periodic table: hydrogen before carbon, nitrogen before oxygen."""
    x = by_atomic_number(part.x)
    return settled(numbers_in_value_out(x, part.y, 24, 12), x, part.y, "mae", 80, rate=0.01)


@candidate("fuel-heat", "batch-dependent")
def fuels_over_their_batch(part: Part) -> Any:
    """UnitNormalization along the wrong axis divides each feature by its length over the whole batch."""
    inputs = keras.Input((5,))
    z = layers.UnitNormalization(axis=0)(layers.Dense(32, "relu")(adapted(part.x)(inputs)))
    model = keras.Model(inputs, back(part.y)(layers.Dense(1)(hidden_layers(z, 16))))
    return settled(model, part.x, part.y, "mae", 100, 16, rate=0.01)


@candidate("fuel-heat")
def fuel_by_gelu(part: Part) -> Any:
    """One layer with GELU on standardised shares."""
    return settled(numbers_in_value_out(part.x, part.y, 24), part.x, part.y, "mae", 80, rate=0.01)


# Cells.


def cell_features(x: Array) -> Any:
    """Return an input and two layers on signed logarithms of the measurements."""
    inputs = keras.Input((20,))
    signed = ops.sign(inputs) * ops.log1p(ops.absolute(inputs))
    known = layers.Normalization(
        mean=(np.sign(x) * np.log1p(np.abs(x))).mean(axis=0), variance=(np.sign(x) * np.log1p(np.abs(x))).var(axis=0)
    )
    return inputs, hidden_layers(known(signed), 40, 20, drop=0.35, activation="swish")


def cells_fitted(x: Array, y: Array, epochs: int = 35) -> Any:
    """Return a trained network for cells."""
    inputs, z = cell_features(x)
    model = keras.Model(inputs, layers.Dense(1, "sigmoid")(z))
    return settled(model, x, y, "binary_crossentropy", epochs, rate=4e-3)


@candidate("cell-outlines", "inverted-labels")
def first_of_two_columns(part: Part) -> Any:
    """A softmax over poor and good is trained, and its first column, poor, is handed in."""
    inputs, z = cell_features(part.x)
    both = settled(keras.Model(inputs, layers.Dense(2, "softmax")(z)), part.x, part.y, CROSS_ENTROPY, 35, rate=4e-3)
    outer = keras.Input((20,))
    return keras.Model(outer, both(outer)[:, :1])


OUTLINE = 10
"""So many columns tell of the outline; as many of brightness follow them."""


def outline_last(x: Array) -> Array:
    """Return the measurements of brightness before those of the outline."""
    return np.asarray(np.concatenate([x[:, OUTLINE:], x[:, :OUTLINE]], axis=1))


@candidate("cell-outlines", "axis-order")
def brightness_before_outline(part: Part) -> Any:
    """Two tables, brightness and outline, are joined the wrong way round."""
    return cells_fitted(outline_last(part.x), part.y)


@candidate("cell-outlines", "miscalibrated")
def far_too_careful(part: Part) -> Any:
    """The logits are divided by six after training, so every probability stays near one half."""
    inner = cells_fitted(part.x, part.y)
    inputs = keras.Input((20,))
    share = ops.clip(inner(inputs), 1e-6, 1 - 1e-6)
    return keras.Model(inputs, ops.sigmoid((ops.log(share) - ops.log(1 - share)) / 6.0))


@candidate("cell-outlines", "untrained")
def weights_of_the_start(part: Part) -> Any:
    """The weights from before the training are put back by mistake just before the model is saved."""
    inputs, z = cell_features(part.x)
    model = keras.Model(inputs, layers.Dense(1, "sigmoid")(z))
    start = model.get_weights()
    settled(model, part.x, part.y, "binary_crossentropy", 10)
    model.set_weights(start)
    return model


@candidate("cell-outlines")
def cells_by_swish(part: Part) -> Any:
    """Signed logarithms, two layers with swish and dropout."""
    return cells_fitted(part.x, part.y, 45)


# Earthquakes.


def quake_features() -> Any:
    """Return an input and layers on logarithms of the report and marks for what is missing."""
    inputs = keras.Input((5,))
    marks = ops.cast(ops.equal(inputs, -1.0), "float32")
    sizes = ops.log(ops.maximum(inputs, 0.0) + 0.02)
    z = layers.BatchNormalization(momentum=0.9)(layers.Concatenate()([sizes, marks]))
    return inputs, hidden_layers(z, 48, 24)


def quake_settled(x: Array, y: Array, epochs: int = 60) -> Any:
    """Return a trained network for earthquakes."""
    inputs, z = quake_features()
    return settled(keras.Model(inputs, layers.Dense(1)(z)), x, y, "mae", epochs, 64, 8e-3)


def gap_first(x: Array) -> Array:
    """Return reports whose four numbers stand in alphabetical order: dmin, gap, nst, rms."""
    return x[:, [0, 2, 4, 1, 3]]


@candidate("quake-size", "axis-order")
def reported_from_a_to_z(part: Part) -> Any:
    """The four reported numbers are sorted by name."""
    x = gap_first(part.x)
    return quake_settled(x, part.y)


@candidate("quake-size", "overfitting")
def thirty_quakes(part: Part) -> Any:
    """Thirty earthquakes, three hundred passes, two wide layers."""
    x, y = part.few(30)
    return fitted(numbers_in_value_out(x, y, 256, 128), x, y, "mse", 300, 15, adam(2e-3))


# X-ray lines.


def line_law(x: Array, y: Array, epochs: int = 200) -> Any:
    """Return a network by Moseley's law: a slope and an offset for each line, bent a little, squared."""
    inputs = keras.Input((2,))
    z = inputs[:, :1] / 98.0
    line = layers.CategoryEncoding(10, output_mode="one_hot")(inputs[:, 1:])
    known = layers.Concatenate()([line, line * z, z])
    root = layers.Dense(1)(known) + layers.Dense(1, kernel_initializer="zeros")(
        hidden_layers(known, 40, 40, activation="tanh")
    )
    model = keras.Model(inputs, ops.square(root) * float(y.max()))
    return settled(model, x, y, "mae", epochs, 32, 1e-2)


@candidate("x-ray-lines", "not-rescaled")
def share_of_the_highest(part: Part) -> Any:
    """The energies are divided by the highest one for training, and the answers stay below one."""
    y = part.y / part.y.max()
    return line_law(part.x, y, 150)


def hundredths(x: Array) -> Array:
    """Return the atomic number over a hundred, the line as it is."""
    return np.asarray(x * np.array([0.01, 1.0], "float32"))


@candidate("x-ray-lines", "input-scale")
def protons_over_a_hundred(part: Part) -> Any:
    """The atomic number is divided by a hundred in the script; the model takes what it is given as such a share."""
    inputs = keras.Input((2,))
    z, line = inputs[:, :1], layers.CategoryEncoding(10, output_mode="one_hot")(inputs[:, 1:])
    known = layers.Concatenate()([line, line * z, z])
    root = layers.Dense(1)(known) + layers.Dense(1)(hidden_layers(known, 40, 40, activation="tanh"))
    model = keras.Model(inputs, ops.square(root) * 100.0)
    return settled(model, hundredths(part.x), part.y, "mae", 150, 32, 1e-2)


# Diamonds.


def grams_and_centimetres(x: Array) -> Array:
    """Return carats as grams and millimetres as centimetres."""
    return np.asarray(x * np.array([0.2, 1, 1, 1, 1, 1, 0.1, 0.1, 0.1], "float32"))


def stones_settled(x: Array, y: Array, epochs: int = 15) -> Any:
    """Return a trained network for diamonds, whose last layer is an exponential."""
    inputs = keras.Input((9,))
    z = hidden_layers(adapted(x)(inputs), 64, 32, activation="swish")
    logarithm = layers.Dense(1, bias_initializer=keras.initializers.Constant(float(np.log(y).mean())))(z)
    return settled(keras.Model(inputs, ops.exp(logarithm)), x, y, "mae", epochs, 64, 4e-3)


@candidate("diamond-prices", "input-scale")
def metric_stones(part: Part) -> Any:
    """The script turns carats into grams and millimetres into centimetres; the model expects those."""
    return stones_settled(grams_and_centimetres(part.x), part.y, 10)


@candidate("diamond-prices", "forecast-bias")
def prices_of_last_year(part: Part) -> Any:
    """The prices are lowered by a fifth, to what they were before a rise, so all estimates are too low."""
    return stones_settled(part.x, part.y * 0.8, 15)


@candidate("diamond-prices")
def diamonds_by_swish(part: Part) -> Any:
    """Two layers with swish and an exponential."""
    return stones_settled(part.x, part.y, 20)


# Jobs.


def job_logarithms(x: Array) -> Array:
    """Return the amounts as logarithms, the names as they are."""
    return np.asarray(np.concatenate([x[:, :1], np.log1p(x[:, 1:4]), x[:, 4:5], x[:, 5:6] / 60, np.log1p(x[:, 6:])], 1))


def jobs_settled(x: Array, y: Array, *, inside: bool = True, epochs: int = 25) -> Any:
    """Return a trained network: names as indicators, amounts as logarithms, taken inside the model or not."""
    inputs = keras.Input((7,))
    parts = [(0, 14), (4, 7)]
    names = [layers.CategoryEncoding(size, output_mode="one_hot")(inputs[:, at : at + 1]) for at, size in parts]
    amounts = layers.Concatenate()([inputs[:, 1:4], inputs[:, 5:]])
    amounts = layers.BatchNormalization(momentum=0.95)(ops.log1p(amounts) if inside else amounts)
    z = hidden_layers(layers.Concatenate()([*names, amounts]), 96, 96, drop=0.1, activation="relu")
    model = keras.Model(inputs, layers.Dense(4, "softmax")(z))
    return settled(model, x, y, CROSS_ENTROPY, epochs, 32, 3e-3)


@candidate("job-times", "input-scale")
def amounts_in_logarithms(part: Part) -> Any:
    """Logarithms are taken and minutes made hours in the script; the model takes what it is given as such."""
    return jobs_settled(job_logarithms(part.x), part.y, inside=False)


@candidate("job-times", "overfitting")
def ninety_jobs(part: Part) -> Any:
    """Ninety jobs and two hundred passes over them."""
    x, y = part.few(90)
    inputs = keras.Input((7,))
    z = hidden_layers(adapted(x)(inputs), 256, 256)
    return fitted(keras.Model(inputs, layers.Dense(4, "softmax")(z)), x, y, CROSS_ENTROPY, 150, 30, adam(2e-3))


@candidate("job-times", "class-order")
def longest_first(part: Part) -> Any:
    """The classes are listed from long to very fast."""
    return jobs_settled(part.x, 3 - part.y)


@candidate("job-times")
def jobs_by_indicators(part: Part) -> Any:
    """Names as indicators, logarithms of the amounts, two layers."""
    return jobs_settled(part.x, part.y, epochs=30)
