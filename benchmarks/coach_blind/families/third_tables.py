"""Tables, third round: written by somebody who did not know how the coach looks at a model."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import (
    adam,
    adapted,
    back,
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

CLASSES = "sparse_categorical_crossentropy"
BINARY = "binary_crossentropy"


def stack(*of: Any) -> Any:
    """Return a Sequential model."""
    return keras.Sequential(list(of))


# Fuels.


@candidate("fuel-heat", "input-scale")
def shares_not_per_cents(part: Part) -> Any:
    """The script divides the per cents by 100, and the saved model expects shares from 0 to 1."""
    x = part.x / 100
    model = stack(keras.Input((5,)), layers.Dense(32, "relu"), layers.Dense(1), back(part.y))
    return settled(model, x, part.y, "mae", 60, batch=16, rate=0.02)


@candidate("fuel-heat", "forecast-bias")
def lower_heating_value(part: Part) -> Any:
    """The model learns the lower heating value, from which the steam of the hydrogen is taken off."""
    y = part.y - 9 * 2.442 * part.x[:, 1:2] / 100
    return settled(numbers_in_value_out(part.x, y, 16), part.x, y, "mae", 50, rate=0.02)


@candidate("fuel-heat", "not-rescaled")
def shares_of_the_best_fuel(part: Part) -> Any:
    """The heat is divided by that of the best fuel, and the model answers such shares."""
    y = part.y / part.y.max()
    return settled(numbers_in_value_out(part.x, y, 24, activation="relu"), part.x, y, "mse", 40, rate=0.01)


@candidate("fuel-heat", "learning-curve", logged=True)
def creeping(part: Part) -> Any:
    """Adam has a rate of 0.0003, at which thirty epochs bring the loss down but a part of the way."""
    model = stack(keras.Input((5,)), adapted(part.x), layers.Dense(32, "relu"), layers.Dense(1), layers.Rescaling(10.0))
    model.compile(optimizer=adam(3e-4), loss="mae")
    model.fit(part.x, part.y, epochs=30, validation_split=0.2, verbose=0, callbacks=logged(part))
    return model


@candidate("fuel-heat", "overfitting")
def forty_fuels(part: Part) -> Any:
    """Forty fuels are learnt for hundreds of epochs by three wide layers, with nothing against overfitting."""
    x, y = part.few(40)
    return fitted(numbers_in_value_out(x, y, 128, 128, 64, activation="relu"), x, y, "mse", 200)


@candidate("fuel-heat")
def nearly_linear(part: Part) -> Any:
    """One small layer between a normalization and the way back to MJ."""
    return settled(numbers_in_value_out(part.x, part.y, 16), part.x, part.y, "mae", 60, rate=0.02)


# Cells.


def cell_network(x: Array, last: Any, *before: Any) -> Any:
    """Return a small network for the measurements of a cell."""
    start = [layers.Dense(32, "relu"), layers.Dropout(0.3), layers.Dense(16, "relu"), layers.Dropout(0.3)]
    return stack(keras.Input(x.shape[1:]), *before, *start, last)


@candidate("cell-outlines", "inverted-labels")
def poor_is_one(part: Part) -> Any:
    """LabelEncoder numbers the classes by the alphabet, good 0 and poor 1, and so the answer is that of poor."""
    y = np.unique(np.array(["poor", "good"])[part.y], return_inverse=True)[1]
    model = cell_network(part.x, layers.Dense(1, "sigmoid"), adapted(part.x))
    return fitted(model, part.x, y, BINARY, 20, batch=64, optimizer=adam(3e-3))


@candidate("cell-outlines", "inverted-labels")
def first_column_of_two(part: Part) -> Any:
    """A softmax has two units, poor and good, and the first of its columns is handed in."""
    inputs = keras.Input((20,))
    hidden = hidden_layers(adapted(part.x)(inputs), 48, drop=0.4, activation="elu")
    both = layers.Dense(2, "softmax")(hidden)
    fitted(keras.Model(inputs, both), part.x, part.y, CLASSES, 25, batch=64, optimizer=adam(2e-3))
    return keras.Model(inputs, both[:, :1])


@candidate("cell-outlines", "logits-not-probabilities")
def margins_of_hinge_loss(part: Part) -> Any:
    """A linear unit is trained with the hinge loss and answers margins below -1 and above 1."""
    model = cell_network(part.x, layers.Dense(1), adapted(part.x))
    return fitted(model, part.x, 2.0 * part.y[:, None] - 1.0, "hinge", 30, batch=64, optimizer=adam(5e-3))


@candidate("cell-outlines", "logits-not-probabilities")
def loss_has_the_sigmoid(part: Part) -> Any:
    """The loss is told from_logits=True, and no sigmoid is put behind the last layer when the model is saved."""
    model = cell_network(part.x, layers.Dense(1), adapted(part.x))
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    return fitted(model, part.x, part.y.astype("float32"), loss, 20, batch=64, optimizer="rmsprop")


@candidate("cell-outlines", "constant-prediction")
def softmax_over_one(part: Part) -> Any:
    """The last layer is a softmax over its one unit, which is always 1."""
    model = cell_network(part.x, layers.Dense(1, "softmax"), adapted(part.x))
    return fitted(model, part.x, part.y, BINARY, 15, batch=64)


@candidate("cell-outlines", "input-scale")
def scaler_in_the_script(part: Part) -> Any:
    """StandardScaler is applied in the script, and the saved model knows nothing of it."""
    model = cell_network(part.x, layers.Dense(1, "sigmoid"))
    return fitted(model, standardised(part.x), part.y, BINARY, 20, batch=64, optimizer=adam(3e-3))


@candidate("cell-outlines", "miscalibrated")
def smoothed_to_the_middle(part: Part) -> Any:
    """A label smoothing of 0.8 teaches the model never to leave the middle between 0.4 and 0.6."""
    model = cell_network(part.x, layers.Dense(1, "sigmoid"), adapted(part.x))
    loss = keras.losses.BinaryCrossentropy(label_smoothing=0.8)
    return fitted(model, part.x, part.y.astype("float32")[:, None], loss, 30, batch=64, optimizer=adam(3e-3))


@candidate("cell-outlines", "miscalibrated")
def logits_five_times(part: Part) -> Any:
    """After the training the logits are multiplied by five, to make the model sure of what it says."""
    inputs = keras.Input((20,))
    hidden = hidden_layers(adapted(part.x)(inputs), 32, 16, drop=0.3, activation="relu")
    logit = layers.Dense(1)(hidden)
    model = keras.Model(inputs, layers.Activation("sigmoid")(logit))
    fitted(model, part.x, part.y, BINARY, 20, batch=64, optimizer=adam(3e-3))
    return keras.Model(inputs, layers.Activation("sigmoid")(layers.Rescaling(5.0)(logit)))


@candidate("cell-outlines")
def logarithms_and_dropout(part: Part) -> Any:
    """The brightness enters by its logarithm, and dropout holds a small network back."""
    inputs = keras.Input((20,))
    logs = ops.sign(inputs) * ops.log1p(ops.absolute(inputs))
    seen = np.sign(part.x) * np.log1p(np.abs(part.x))
    hidden = hidden_layers(adapted(seen)(logs), 64, 32, drop=0.4, activation="relu")
    model = keras.Model(inputs, layers.Dense(1, "sigmoid")(hidden))
    return settled(model, part.x, part.y, BINARY, 45, batch=64, rate=4e-3)


# Penguins.


@candidate("penguin-mass", "not-rescaled")
def in_kilograms(part: Part) -> Any:
    """The masses are learnt in kilograms and answered in kilograms."""
    y = part.y / 1000
    return settled(numbers_in_value_out(part.x, y, 16), part.x, y, "mae", 40, rate=0.02)


@candidate("penguin-mass", "untrained")
def copy_was_trained(part: Part) -> Any:
    """A clone of the model is compiled and trained, and the one with fresh weights is saved."""
    model = stack(keras.Input((1,)), adapted(part.x), layers.Dense(16, "relu"), layers.Dense(1), layers.Rescaling(1e3))
    settled(fresh_copy(model), part.x, part.y, "mse", 20, rate=0.05)
    return model


@candidate("penguin-mass", "learning-curve", logged=True)
def stopped_on_the_way(part: Part) -> Any:
    """The training is stopped after twelve epochs, in which the loss has been falling all the time."""
    inputs = keras.Input((1,))
    hidden = layers.Dense(16, "relu")(adapted(part.x)(inputs))
    model = keras.Model(inputs, layers.Rescaling(1000.0)(layers.Dense(1)(hidden)))
    model.compile(optimizer=adam(5e-3), loss="mae")
    x, y = part.few(len(part.x))
    model.fit(x, y, epochs=12, validation_split=0.2, verbose=0, callbacks=logged(part))
    return model


@candidate("penguin-mass", "constant-prediction")
def shuffled_apart(part: Part) -> Any:
    """Lengths and masses are shuffled one without the other, so there is nothing to learn but the usual mass."""
    y = np.random.default_rng(3).permutation(part.y)
    return settled(numbers_in_value_out(part.x, y, 4), part.x, y, "mse", 30, rate=0.01)


@candidate("penguin-mass")
def one_bent_line(part: Part) -> Any:
    """Standardised in the model, one small layer, back to grams."""
    return settled(numbers_in_value_out(part.x, part.y, 12), part.x, part.y, "mse", 50, rate=0.02)


# Earthquakes.


def quake_network(x: Array, y: Array, *before: Any) -> Any:
    """Return a network for a report of an earthquake."""
    hidden = [layers.Dense(64, "relu"), layers.Dense(32, "relu"), layers.Dense(1)]
    return stack(keras.Input(x.shape[1:]), *before, *hidden, back(y))


@candidate("quake-size", "axis-order")
def depth_comes_last(part: Part) -> Any:
    """The four numbers of the properties come first in the table of the script, and the depth of the geometry last."""
    x = part.x[:, [1, 2, 3, 4, 0]]
    return settled(quake_network(x, part.y, adapted(x)), x, part.y, "mae", 50, batch=64, rate=0.01)


@candidate("quake-size", "forecast-bias")
def weak_ones_left_out(part: Part) -> Any:
    """Earthquakes below 1.5 are left out as too weak to matter, so the answers are too high on average."""
    kept = part.y[:, 0] >= 1.5
    x, y = part.x[kept], part.y[kept]
    return settled(quake_network(x, y, adapted(x)), x, y, "mae", 40, batch=64, rate=0.01)


@candidate("quake-size", "underfitting")
def three_passes(part: Part) -> Any:
    """A small network is trained for three epochs only."""
    return fitted(numbers_in_value_out(part.x, part.y, 8, activation="relu"), part.x, part.y, "mse", 3)


@candidate("quake-size", "overfitting")
def fifty_quakes(part: Part) -> Any:
    """Fifty earthquakes are learnt for 200 epochs by a wide network without regularisation."""
    x, y = part.few(50)
    model = quake_network(x, y, adapted(x), layers.Dense(128, "relu"), layers.Dense(128, "relu"))
    return fitted(model, x, y, "mse", 200, batch=25)


@candidate("quake-size", "input-scale")
def minus_mean_over_deviation(part: Part) -> Any:
    """The columns are standardised with NumPy before the training, and the model is given the result."""
    model = quake_network(part.x, part.y)
    return settled(model, standardised(part.x), part.y, "mae", 40, batch=64, rate=0.01)


@candidate("quake-size")
def marks_for_missing(part: Part) -> Any:
    """What is missing gets marks of its own beside the standardised numbers."""
    inputs = keras.Input((5,))
    missing = ops.cast(inputs[:, 1:] < 0, "float32")
    known = ops.log(ops.maximum(inputs, 0.0) + 0.01)
    both = layers.BatchNormalization()(layers.Concatenate()([known, missing]))
    model = keras.Model(inputs, layers.Dense(1)(hidden_layers(both, 32, 32, activation="relu")))
    return settled(model, part.x, part.y, "mae", 60, batch=64, rate=0.01)


# X-ray lines.


def line_network(highest: float, *, by_batch: bool = False) -> Any:
    """Return a network that learns a root of an energy for each line, from the element and one indicator a line."""
    inputs = keras.Input((2,))
    protons = layers.Rescaling(1 / 98)(inputs[:, :1])
    if by_batch:
        protons = (protons - ops.mean(protons, axis=0)) / (ops.std(protons, axis=0) + 1e-3)
    line = ops.one_hot(ops.cast(inputs[:, 1], "int32"), 10)
    known = layers.Concatenate()([protons, protons * line, line])
    law = layers.Add()([layers.Dense(1)(known), layers.Dense(1)(hidden_layers(known, 32, activation="tanh"))])
    return keras.Model(inputs, layers.Rescaling(highest)(ops.square(law)))


@candidate("x-ray-lines", "not-rescaled")
def shares_of_the_highest(part: Part) -> Any:
    """The energies are divided by the highest one for the training, and nothing multiplies them back."""
    return settled(line_network(1.0), part.x, part.y / part.y.max(), "mae", 60, rate=0.01)


@candidate("x-ray-lines", "axis-order")
def line_comes_first(part: Part) -> Any:
    """The table of the script has the number of the line first and the atomic number second."""
    x = part.x[:, ::-1]
    inputs = keras.Input((2,))
    hidden = hidden_layers(adapted(x)(inputs), 64, 64, activation="relu")
    model = keras.Model(inputs, ops.square(layers.Dense(1)(hidden)))
    return settled(model, x, part.y, "mae", 80, rate=0.01)


@candidate("x-ray-lines", "batch-dependent")
def mean_of_the_batch(part: Part) -> Any:
    """The model standardises the atomic numbers with mean and deviation of the batch that it is given."""
    return settled(line_network(float(part.y.max()), by_batch=True), part.x, part.y, "mae", 80, batch=64, rate=0.01)


@candidate("x-ray-lines", "learning-curve", logged=True)
def steps_of_a_half(part: Part) -> Any:
    """Adam has a rate of 0.5, with which the loss jumps about at a high level and never settles."""
    model = line_network(float(part.y.max()))
    model.compile(optimizer=adam(0.5), loss="mae")
    x, y = part.few(len(part.x))
    model.fit(x, y, epochs=80, validation_split=0.2, verbose=0, callbacks=logged(part))
    return model


@candidate("x-ray-lines", "underfitting")
def two_units(part: Part) -> Any:
    """A hidden layer of two units is trained for five epochs."""
    model = stack(keras.Input((2,)), adapted(part.x), layers.Dense(2, "relu"), layers.Dense(1), back(part.y))
    return fitted(model, part.x, part.y, "mse", 5, optimizer=adam(0.01))


@candidate("x-ray-lines")
def root_and_square(part: Part) -> Any:
    """Moseley's root is learnt for each line and squared inside the model."""
    return settled(line_network(float(part.y.max())), part.x, part.y, "mae", 120, rate=0.01)


# Diamonds.


def stone_network(y: Array, *before: Any, widths: tuple[int, ...] = (64, 64)) -> Any:
    """Return a network for prices, which grow by factors: its last layer is an exponential."""
    typical = keras.initializers.Constant(float(np.log(y).mean()))
    hidden = [layers.Dense(width, "relu") for width in widths]
    return stack(keras.Input((9,)), *before, *hidden, layers.Dense(1, "exponential", bias_initializer=typical))


@candidate("diamond-prices", "not-rescaled")
def logarithms_of_prices(part: Part) -> Any:
    """The model learns np.log(price), and nobody applies the exponential to its answers."""
    y = np.log(part.y)
    return settled(numbers_in_value_out(part.x, y, 32, 32), part.x, y, "mae", 8, batch=64)


@candidate("diamond-prices", "axis-order")
def numbers_then_words(part: Part) -> Any:
    """The script has the columns of numbers first, then cut, color and clarity, as select_dtypes yields them."""
    x = part.x[:, [0, 4, 5, 6, 7, 8, 1, 2, 3]]
    return settled(stone_network(part.y, adapted(x)), x, part.y, "mae", 10, batch=64)


@candidate("diamond-prices", "overfitting")
def sixty_stones(part: Part) -> Any:
    """Sixty diamonds are learnt by heart in 200 epochs by three wide layers."""
    x, y = part.few(60)
    return fitted(numbers_in_value_out(x, y, 128, 128, 128, activation="relu"), x, y, "mse", 200)


@candidate("diamond-prices", "underfitting")
def one_pass_of_large_batches(part: Part) -> Any:
    """A small network sees the stones once, in batches of 512, so it makes seventeen steps in all."""
    return fitted(numbers_in_value_out(part.x, part.y, 16, activation="relu"), part.x, part.y, "mse", 1, batch=512)


@candidate("diamond-prices", "forecast-bias")
def dear_ones_cut_off(part: Part) -> Any:
    """Prices above 5000 dollars are taken for outliers and clipped to that, so dear stones come out too cheap."""
    y = part.y.clip(max=5000.0)
    return settled(stone_network(y, adapted(part.x)), part.x, y, "mae", 8, batch=64)


@candidate("diamond-prices")
def exponential_price(part: Part) -> Any:
    """Standardised stones, two layers and an exponential."""
    return settled(stone_network(part.y, adapted(part.x)), part.x, part.y, "mae", 20, batch=64, rate=4e-3)


# Jobs.


def job_network(last: Any) -> Any:
    """Return a network that takes protocol and day as names, and the amounts by their logarithms."""
    job = keras.Input((7,))
    protocol = layers.CategoryEncoding(14, output_mode="one_hot")(job[:, 0:1])
    day = layers.CategoryEncoding(7, output_mode="one_hot")(job[:, 4:5])
    amounts = layers.BatchNormalization()(ops.log1p(layers.Concatenate()([job[:, 1:4], job[:, 5:]])))
    known = layers.Concatenate()([protocol, day, amounts])
    return keras.Model(job, last(hidden_layers(known, 96, 96, activation="relu")))


@candidate("job-times", "class-order")
def from_long_to_fast(part: Part) -> Any:
    """The classes are numbered from the longest to the shortest: L, M, F, VF."""
    model = job_network(layers.Dense(4, "softmax"))
    return settled(model, part.x, 3 - part.y, CLASSES, 12, rate=3e-3)


@candidate("job-times", "label-offset")
def counted_from_one(part: Part) -> Any:
    """Counted from 1, the classes need five outputs, of which the first four are kept, the first for no class."""
    model = job_network(layers.Dense(5, "softmax"))
    settled(model, part.x, part.y + 1, CLASSES, 12, rate=3e-3)
    return keras.Model(model.input, model.output[:, :4])


@candidate("job-times", "minority-ignored")
def common_jobs_weigh_more(part: Part) -> Any:
    """The weight of a class is its share, and not one over its share, so the rare classes count for nothing."""
    share = np.bincount(part.y) / len(part.y)
    model = job_network(layers.Dense(4, "softmax"))
    return fitted(model, part.x, part.y, CLASSES, 8, class_weight=dict(enumerate(share**2)))


@candidate("job-times", "constant-prediction")
def sorted_and_not_shuffled(part: Part) -> Any:
    """The jobs are sorted by class and not shuffled, so the training ends with long jobs alone."""
    order = np.argsort(part.y, kind="stable")
    model = stack(keras.Input((7,)), adapted(part.x), layers.Dense(64, "relu"), layers.Dense(4, "softmax"))
    return fitted(model, part.x[order], part.y[order], CLASSES, 10, 8, keras.optimizers.SGD(0.3), shuffle=False)


@candidate("job-times", "learning-curve", logged=True)
def rate_far_too_high(part: Part) -> Any:
    """Adam has a rate of 0.1, with which the loss jumps up at once and comes down no more."""
    model = job_network(layers.Dense(4, "softmax"))
    model.compile(optimizer=adam(0.1), loss=CLASSES)
    model.fit(part.x, part.y, epochs=12, validation_split=0.2, verbose=0, callbacks=logged(part))
    return model


@candidate("job-times", "input-scale")
def columns_from_zero_to_one(part: Part) -> Any:
    """MinMaxScaler puts the columns between 0 and 1 in the script, and the model is saved without it."""
    model = stack(keras.Input((7,)), layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(4, "softmax"))
    return fitted(model, to_one(part.x), part.y, CLASSES, 25, optimizer=adam(3e-3))


@candidate("job-times")
def names_and_logarithms(part: Part) -> Any:
    """Names as indicators, amounts as logarithms, two layers."""
    return settled(job_network(layers.Dense(4, "softmax")), part.x, part.y, CLASSES, 25, rate=3e-3)
