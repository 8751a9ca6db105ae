"""Candidates who were given tables: five tasks with few numbers a row, and two with rows to be read from a file."""

from __future__ import annotations

import json
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
    keras,
    layers,
    logged,
    ops,
    quantile,
    standardised,
    to_one,
)

PENGUINS = "penguin-mass"
FUELS = "fuel-heat"
CELLS = "cell-outlines"
QUAKES = "quake-size"
LINES = "x-ray-lines"
STONES = "diamond-prices"
JOBS = "job-times"


def regression(x: Array, y: Array, *units: int, activation: str = "relu") -> Any:
    """Return dense layers between a Normalization and the way back to the unit."""
    inputs = keras.Input(x.shape[1:])
    features = adapted(x)(inputs)
    for width in units:
        features = layers.Dense(width, activation=activation)(features)
    return keras.Model(inputs, back(y)(layers.Dense(1)(features)))


# Penguins: one length in, grams out.


@candidate(PENGUINS, "input-scale")
def centimetres(part: Part) -> Any:
    """The lengths are turned into centimetres before training, and the model has never seen millimetres."""
    x = part.x / 10
    return fitted(regression(x, part.y, 12, activation="tanh"), x, part.y, "mae", 60, optimizer=adam(0.02))


@candidate(PENGUINS, "not-rescaled")
def kilograms(part: Part) -> Any:
    """The masses are learnt in kilograms, and kilograms are what comes out."""
    y = part.y / 1000
    model = keras.Sequential([keras.Input((1,)), adapted(part.x), layers.Dense(8, "tanh"), layers.Dense(1)])
    return fitted(model, part.x, y, "mse", 120, optimizer=keras.optimizers.RMSprop(0.01))


@candidate(PENGUINS, "constant-prediction")
def sigmoid_for_grams(part: Part) -> Any:
    """The last layer is a sigmoid, which cannot say more than one gram, and soon says that of every bird."""
    model = keras.Sequential([keras.Input((1,)), adapted(part.x), layers.Dense(16, "relu"), layers.Dense(1, "sigmoid")])
    return fitted(model, part.x, part.y, "mse", 60, optimizer=adam(0.05))


@candidate(PENGUINS, "forecast-bias")
def on_the_safe_side(part: Part) -> Any:
    """A loss is copied from an example about stocks, where too little is nine times as bad as too much."""
    return fitted(regression(part.x, part.y, 16), part.x, part.y, quantile(0.9), 80, optimizer=adam(0.02))


@candidate(
    PENGUINS,
    "underfitting",
    "untrained",
    why="At this rate the weights stay within a hair of where they started: both words say the same.",
)
def crawling(part: Part) -> Any:
    """The rate of gradient descent is a millionth of a sensible one, so the answers stay near zero."""
    model = keras.Sequential([keras.Input((1,)), adapted(part.x), layers.Dense(32, "tanh"), layers.Dense(1)])
    return fitted(model, part.x, part.y, "mae", 20, optimizer=keras.optimizers.SGD(1e-6))


@candidate(PENGUINS)
def penguin_by_three_layers(part: Part) -> Any:
    """Three small layers with swish, Huber's loss."""
    model = regression(part.x, part.y, 16, 16, 8, activation="swish")
    return fitted(model, part.x, part.y, keras.losses.Huber(200.0), 60, optimizer=adam(0.01))


@candidate(PENGUINS)
def penguin_by_one_line(part: Part) -> Any:
    """A straight line, standardised within the model."""
    return fitted(regression(part.x, part.y), part.x, part.y, "mae", 120, optimizer=adam(0.03))


# Fuels: five shares in, MJ/kg out.


@candidate(FUELS, "input-scale")
def shares_of_one(part: Part) -> Any:
    """Per cent become fractions before training; the model has no layer that does so."""
    x = part.x / 100
    model = keras.Sequential([keras.Input((5,)), layers.Dense(48, "gelu"), layers.Dense(1), back(part.y)])
    return fitted(model, x, part.y, "mae", 120, optimizer=adam(0.01))


@candidate(FUELS, "axis-order")
def elements_by_name(part: Part) -> Any:
    """The columns are sorted by name, so nitrogen comes before oxygen."""
    x = part.x[:, [0, 1, 3, 2, 4]]
    return fitted(regression(x, part.y, 32), x, part.y, "mae", 100, optimizer=adam(0.01))


@candidate(FUELS, "not-rescaled")
def heat_to_one(part: Part) -> Any:
    """The heat is brought to 0..1 for training and never brought back."""
    model = keras.Sequential([keras.Input((5,)), adapted(part.x), layers.Dense(24, "tanh"), layers.Dense(1)])
    return fitted(model, part.x, to_one(part.y), "mae", 100, optimizer=adam(0.005))


@candidate(FUELS, "forecast-bias")
def whole_megajoules(part: Part) -> Any:
    """The heat is read as a whole number, which cuts half a megajoule off the average fuel."""
    y = np.floor(part.y)
    return fitted(regression(part.x, y, 24, activation="tanh"), part.x, y, "mae", 100, optimizer=adam(0.01))


@candidate(FUELS, "overfitting")
def fifteen_fuels(part: Part) -> Any:
    """Fifteen fuels, learnt by heart by a wide network over six hundred epochs."""
    x, y = part.few(15)
    return fitted(regression(x, y, 256, 256), x, y, "mse", 400, batch=15, optimizer=adam(0.003))


@candidate(FUELS, "untrained")
def saved_a_copy(part: Part) -> Any:
    """clone_model makes a model to hand in, and the weights of the trained one are not copied."""
    model = regression(part.x, part.y, 32, 16)
    return fresh_copy(fitted(model, part.x, part.y, "mae", 10))


@candidate(FUELS, "oversized", "overfitting", why="Half a million weights for 270 fuels are the cause of either.")
def eight_hundred_units(part: Part) -> Any:
    """Two layers of 800 units for 270 fuels of five numbers."""
    model = regression(part.x, part.y, 800, 800)
    return fitted(model, part.x, part.y, "mae", 40, optimizer=falling("Adam", 1e-3, len(part.x), 40))


@candidate(FUELS)
def fuel_by_swish(part: Part) -> Any:
    """Two small layers with swish."""
    model = regression(part.x, part.y, 16, 16, activation="swish")
    return fitted(model, part.x, part.y, "mae", 80, optimizer=falling("Adam", 0.01, len(part.x), 80))


@candidate(FUELS)
def fuel_by_law(part: Part) -> Any:
    """Dulong's law: one linear layer on the per cents themselves."""
    x = part.x
    model = keras.Sequential([keras.Input((5,)), layers.Rescaling(0.01), layers.Dense(1), layers.Rescaling(30.0)])
    return fitted(model, x, part.y, "mae", 150, batch=16, optimizer=falling("Adam", 0.05, len(x), 150, 16))


@candidate(FUELS)
def fuel_by_batch_norm(part: Part) -> Any:
    """Batch normalisation instead of adapted statistics, one layer with ELU."""
    inputs = keras.Input((5,))
    features = layers.Dense(24, "elu")(layers.BatchNormalization(momentum=0.9)(inputs))
    model = keras.Model(inputs, back(part.y)(layers.Dense(1)(features)))
    return fitted(model, part.x, part.y, "mae", 80, optimizer=falling("Adam", 0.01, len(part.x), 80))


# Cells: twenty measurements in, a probability out; the metric is the log loss.


def cell_network(x: Array, last: str | None = "sigmoid", width: int = 32) -> Any:
    """Return a self-normalising network on standardised measurements."""
    inputs = keras.Input((20,))
    features = layers.Dense(width, "selu", kernel_initializer="lecun_normal")(adapted(x)(inputs))
    features = layers.AlphaDropout(0.2)(features)
    return keras.Model(inputs, layers.Dense(1, last)(features))


@candidate(CELLS, "input-scale")
def standardised_in_the_script(part: Part) -> Any:
    """A StandardScaler outside the model does what the model should do."""
    x = standardised(part.x)
    model = keras.Sequential([keras.Input((20,)), layers.Dense(24, "selu"), layers.Dropout(0.3)])
    model.add(layers.Dense(1, "sigmoid"))
    return fitted(model, x, part.y, "binary_crossentropy", 25, optimizer=adam(0.003))


@candidate(CELLS, "inverted-labels")
def encoded_by_name(part: Part) -> Any:
    """A label encoder counts the names from A to Z: good becomes 0 and poor 1."""
    return fitted(cell_network(part.x), part.x, 1 - part.y, "binary_crossentropy", 25)


@candidate(CELLS, "logits-not-probabilities")
def cells_from_logits(part: Part) -> Any:
    """The loss is given logits, and logits are what is handed in."""
    loss = keras.losses.BinaryCrossentropy(from_logits=True)
    return fitted(cell_network(part.x, None), part.x, part.y, loss, 25, optimizer=keras.optimizers.Nadam(1e-3))


@candidate(CELLS, "logits-not-probabilities")
def hinge_and_tanh(part: Part) -> Any:
    """Trained as a support vector machine is: answers from -1 to 1 instead of probabilities."""
    return fitted(cell_network(part.x, "tanh"), part.x, 2.0 * part.y - 1, "hinge", 25)


@candidate(CELLS, "constant-prediction")
def softmax_of_one(part: Part) -> Any:
    """A softmax over a single unit is 1 whatever the unit says."""
    return fitted(cell_network(part.x, "softmax"), part.x, part.y, "binary_crossentropy", 10)


@candidate(CELLS, "overfitting")
def eighty_cells(part: Part) -> Any:
    """Eighty cells, two hundred passes over them."""
    x, y = part.few(80)
    inputs = keras.Input((20,))
    features = layers.Dense(128, "relu")(layers.Dense(128, "relu")(adapted(x)(inputs)))
    model = keras.Model(inputs, layers.Dense(1, "sigmoid")(features))
    return fitted(model, x, y, "binary_crossentropy", 200)


@candidate(CELLS, "miscalibrated")
def good_ones_count_six_times(part: Part) -> Any:
    """Class weights make each good outline count six times, so all its probabilities are too high."""
    model = cell_network(part.x)
    return fitted(model, part.x, part.y, "binary_crossentropy", 25, class_weight={0: 1.0, 1: 6.0})


@candidate(CELLS, "miscalibrated")
def ten_times_as_sure(part: Part) -> Any:
    """The logits are multiplied by eight to make the model decided, so it is far surer than it is right."""
    inner = fitted(cell_network(part.x), part.x, part.y, "binary_crossentropy", 20)
    inputs = keras.Input((20,))
    share = ops.clip(inner(inputs), 1e-6, 1 - 1e-6)
    return keras.Model(inputs, ops.sigmoid(8.0 * (ops.log(share) - ops.log(1 - share))))


@candidate(CELLS)
def cells_by_elu(part: Part) -> Any:
    """A narrow network with batch normalisation after each layer, few passes."""
    inputs = keras.Input((20,))
    features = layers.BatchNormalization(momentum=0.9)(ops.log1p(ops.absolute(inputs)))
    features = layers.Dropout(0.3)(layers.Dense(48, "elu")(features))
    features = layers.Dropout(0.3)(layers.Dense(24, "elu")(features))
    model = keras.Model(inputs, layers.Dense(1, "sigmoid")(features))
    return fitted(model, part.x, part.y, "binary_crossentropy", 40, optimizer=falling("AdamW", 3e-3, len(part.x), 40))


# Earthquakes: a report in, a magnitude out.


def quake_network(y: Array, *units: int) -> Any:
    """Return a network on logarithms of the report."""
    inputs = keras.Input((5,))
    missing = ops.cast(inputs < 0, "float32")
    sizes = ops.log1p(ops.maximum(inputs, 0.0))
    features = layers.BatchNormalization()(layers.Concatenate()([sizes, missing]))
    for width in units:
        features = layers.Dense(width, "swish")(features)
    return keras.Model(inputs, back(y)(layers.Dense(1)(features)))


@candidate(QUAKES, "input-scale")
def logarithms_outside(part: Part) -> Any:
    """The logarithms of the report are taken in the script, outside the model."""
    x = np.log1p(np.maximum(part.x, 0))
    return fitted(regression(x, part.y, 32, 32), x, part.y, "mae", 60, optimizer=adam(0.005))


@candidate(QUAKES, "forecast-bias")
def strong_ones_only(part: Part) -> Any:
    """Weak earthquakes are left out as noise, so the model answers too much for all others."""
    strong = part.y[:, 0] >= 1.5
    x, y = part.x[strong], part.y[strong]
    return fitted(quake_network(y, 32), x, y, "mae", 40, optimizer=adam(0.005))


@candidate(QUAKES, "not-rescaled")
def magnitude_to_one(part: Part) -> Any:
    """The magnitude is standardised for training and never turned back."""
    inputs = keras.Input((5,))
    features = layers.Dense(48, "relu")(layers.BatchNormalization()(ops.log1p(ops.maximum(inputs, 0.0))))
    model = keras.Model(inputs, layers.Dense(1)(features))
    return fitted(model, part.x, standardised(part.y), "mae", 40, optimizer=adam(0.005))


@candidate(QUAKES, "underfitting")
def five_passes_of_descent(part: Part) -> Any:
    """Gradient descent with a rate a hundred times too small, on a single unit."""
    inputs = keras.Input((5,))
    model = keras.Model(inputs, layers.Dense(1)(layers.Dense(1)(adapted(part.x)(inputs))))
    return fitted(model, part.x, part.y, "mse", 5, optimizer=keras.optimizers.SGD(1e-4))


@candidate(QUAKES)
def quake_by_swish(part: Part) -> Any:
    """Two layers with swish on logarithms and marks of what is missing."""
    model = quake_network(part.y, 48, 24)
    return fitted(model, part.x, part.y, "mae", 60, optimizer=falling("Adam", 0.01, len(part.x), 60))


# X-ray lines: an element and a line in, keV out.


def line_network(top: float, last: str = "square") -> Any:
    """Return a network with an embedding for each line and the square of a sum."""
    inputs = keras.Input((2,))
    protons = inputs[:, :1] / 100.0
    line = layers.Flatten()(layers.Embedding(10, 6)(ops.cast(inputs[:, 1:], "int32")))
    both = layers.Concatenate()([protons, line, protons * line])
    features = layers.Dense(48, "tanh")(layers.Dense(48, "tanh")(both))
    root = layers.Dense(1)(layers.Concatenate()([features, both]))
    return keras.Model(inputs, ops.square(root) * top if last == "square" else root)


@candidate(LINES, "not-rescaled")
def electron_volts(part: Part) -> Any:
    """The energies are learnt in electronvolts as in the file, a thousand times what is asked."""
    model = line_network(1e5)
    return fitted(model, part.x, part.y * 1000, "mae", 120, optimizer=falling("Adam", 0.01, len(part.x), 120))


@candidate(LINES, "not-rescaled")
def logarithm_of_energy(part: Part) -> Any:
    """The logarithm of the energy is learnt, and nothing takes the exponential."""
    model = line_network(1.0, "plain")
    return fitted(model, part.x, np.log(part.y), "mae", 100, optimizer=falling("Adam", 0.01, len(part.x), 100))


@candidate(LINES, "underfitting")
def one_unit(part: Part) -> Any:
    """One dense unit on the two numbers."""
    return fitted(regression(part.x, part.y), part.x, part.y, "mae", 60, optimizer=adam(0.01))


@candidate(LINES, "axis-order")
def line_before_element(part: Part) -> Any:
    """The two columns are given to the model in the other order."""
    x = part.x[:, ::-1].copy()
    inputs = keras.Input((2,))
    model = keras.Model(inputs, line_network(100.0)(inputs[:, ::-1]))
    return fitted(model, x, part.y, "mae", 120, optimizer=falling("Adam", 0.01, len(x), 120))


@candidate(LINES)
def lines_by_embedding(part: Part) -> Any:
    """An embedding for each line, and a square at the end."""
    model = line_network(100.0)
    return fitted(model, part.x, part.y, "mae", 250, batch=16, optimizer=falling("Adam", 8e-3, len(part.x), 250, 16))


# Diamonds: nine columns in, dollars out.


@candidate(STONES, "not-rescaled")
def logarithm_of_price(part: Part) -> Any:
    """The network learns the logarithm of one plus the price, and its answer is handed in as it is."""
    inputs = keras.Input((9,))
    features = layers.Dense(64, "elu")(adapted(part.x)(inputs))
    model = keras.Model(inputs, layers.Dense(1)(layers.Dense(32, "elu")(features)))
    return fitted(model, part.x, np.log1p(part.y), "mae", 8, batch=64, optimizer=adam(0.003))


@candidate(STONES, "axis-order")
def numbers_before_words(part: Part) -> Any:
    """The columns with numbers come first, then those with words, as a table splits into two kinds."""
    x = part.x[:, [0, 4, 5, 6, 7, 8, 1, 2, 3]]
    return fitted(regression(x, part.y, 64, 32), x, part.y, "mae", 10, batch=64, optimizer=adam(0.01))


@candidate(STONES, "input-scale")
def rows_of_length_one(part: Part) -> Any:
    """keras.utils.normalize brings every row to length one outside the model."""
    x = keras.utils.normalize(part.x, axis=1)
    return fitted(regression(x, part.y, 64, 64), x, part.y, "mae", 12, batch=64, optimizer=adam(0.005))


@candidate(STONES, "forecast-bias")
def never_pay_too_much(part: Part) -> Any:
    """A loss for which an estimate too high is six times as bad as one too low."""
    return fitted(regression(part.x, part.y, 64, 64), part.x, part.y, quantile(0.14), 12, 64, adam(0.005))


@candidate(STONES, "batch-dependent")
def statistics_of_the_batch(part: Part) -> Any:
    """The model standardises its input by the mean and deviation of the batch that it is given."""
    inputs = keras.Input((9,))
    mean, deviation = ops.mean(inputs, axis=0, keepdims=True), ops.std(inputs, axis=0, keepdims=True)
    features = layers.Dense(64, "relu")((inputs - mean) / (deviation + 1e-3))
    model = keras.Model(inputs, back(part.y)(layers.Dense(1)(layers.Dense(32, "relu")(features))))
    return fitted(model, part.x, part.y, "mae", 10, batch=32, optimizer=adam(0.005))


@candidate(STONES, "nondeterministic")
def dropout_stays_on(part: Part) -> Any:
    """Dropout is called with training=True, so it drops units when the model is asked, too."""
    inputs = keras.Input((9,))
    features = layers.Dense(128, "relu")(adapted(part.x)(inputs))
    features = layers.Dropout(0.5)(features, training=True)
    features = layers.Dropout(0.5)(layers.Dense(64, "relu")(features), training=True)
    model = keras.Model(inputs, back(part.y)(layers.Dense(1)(features)))
    return fitted(model, part.x, part.y, "mae", 10, batch=64, optimizer=adam(0.003))


@candidate(STONES, "constant-prediction")
def relu_that_died(part: Part) -> Any:
    """The last layer is a ReLU whose bias starts far below zero: it says nothing else than 0 and learns nothing."""
    model = keras.Sequential([keras.Input((9,)), adapted(part.x), layers.Dense(32, "relu")])
    model.add(layers.Dense(1, "relu", bias_initializer=keras.initializers.Constant(-50.0)))
    return fitted(model, part.x, part.y, "mse", 2, batch=64)


@candidate(
    STONES,
    "learning-curve",
    "underfitting",
    why="Stopped while the loss still falls: the curve shows it, and so does the weak fit to the own stones.",
    logged=True,
)
def stopped_while_it_falls(part: Part) -> Any:
    """Eight passes of gradient descent at a small rate; the loss falls in each."""
    model = regression(part.x, part.y, 64)
    return fitted(
        model, part.x, part.y, "mae", 8, 128, keras.optimizers.SGD(2e-8), validation_split=0.2, callbacks=logged(part)
    )


@candidate(STONES)
def diamonds_by_factors(part: Part) -> Any:
    """The exponential of a small network."""
    inputs = keras.Input((9,))
    features = layers.Dense(48, "gelu")(layers.Dense(48, "gelu")(adapted(part.x)(inputs)))
    price = ops.exp(layers.Dense(1, bias_initializer=keras.initializers.Constant(8.0))(features))
    model = keras.Model(inputs, price)
    return fitted(model, part.x, part.y, "mae", 20, 64, falling("Adam", 4e-3, len(part.x), 20, 64))


@candidate(STONES)
def diamonds_by_three_layers(part: Part) -> Any:
    """Three layers with ReLU, the price standardised and turned back."""
    model = regression(part.x, part.y, 96, 64, 32)
    return fitted(model, part.x, part.y, "mae", 20, 64, falling("Adam", 5e-3, len(part.x), 20, 64))


# Jobs: seven columns in, four classes out; the metric is macro F1.


def job_network(width: int = 96) -> Any:
    """Return a network on an embedding of the protocol and logarithms of the amounts."""
    inputs = keras.Input((7,))
    protocol = layers.Flatten()(layers.Embedding(14, 8)(ops.cast(inputs[:, :1], "int32")))
    amounts = layers.BatchNormalization(momentum=0.95)(ops.log1p(inputs[:, 1:]))
    features = layers.Concatenate()([protocol, amounts])
    for _ in range(2):
        features = layers.Dense(width, "relu")(features)
    return keras.Model(inputs, layers.Dense(4, "softmax")(features))


def job_fit(x: Array, y: Array, epochs: int = 25, **more: Any) -> Any:
    """Return a trained `job_network`."""
    rate = falling("Adam", 4e-3, len(x), epochs)
    return fitted(job_network(), x, y, "sparse_categorical_crossentropy", epochs, 32, rate, **more)


def classes_as_they_come(part: Part) -> list[str]:
    """Return the class of each job in the file, in the file's order."""
    return [job["class"] for job in json.loads((part.folder / "jobs.json").read_text())]


@candidate(JOBS, "class-order")
def classes_by_first_sight(part: Part) -> Any:
    """The classes are numbered in the order in which the file first names them, as pandas' factorize does."""
    seen = list(dict.fromkeys(classes_as_they_come(part)))
    stated = ["VF", "F", "M", "L"]
    if seen == stated:
        seen = stated[::-1]
    return job_fit(part.x, np.array([seen.index(stated[label]) for label in part.y]))


@candidate(JOBS, "label-offset")
def classes_from_one(part: Part) -> Any:
    """The classes are counted from 1, and the last one wraps round to 0 where four units must do."""
    return job_fit(part.x, (part.y + 1) % 4)


@candidate(JOBS, "minority-ignored")
def weights_upside_down(part: Part) -> Any:
    """The class weights are the classes' frequencies and not their inverses, so long jobs weigh nothing."""
    counts = np.bincount(part.y)
    weights = {label: float(4 * (count / counts.sum()) ** 2) for label, count in enumerate(counts)}
    return job_fit(part.x, part.y, class_weight=weights)


@candidate(JOBS, "minority-ignored")
def long_ones_called_moderate(part: Part) -> Any:
    """What takes longer than five minutes is called moderate, so no job is ever called long."""
    return job_fit(part.x, np.minimum(part.y, 2))


@candidate(JOBS, "constant-prediction")
def sigmoids_on_raw_numbers(part: Part) -> Any:
    """Raw numbers saturate two layers of sigmoids, and every job is very fast."""
    model = keras.Sequential([keras.Input((7,)), layers.Dense(16, "sigmoid"), layers.Dense(16, "sigmoid")])
    model.add(layers.Dense(4, "softmax"))
    return fitted(model, part.x, part.y, "sparse_categorical_crossentropy", 4, 32, keras.optimizers.SGD(0.01))


@candidate(JOBS, "axis-order")
def iterations_before_data(part: Part) -> Any:
    """The iterations are read before the two numbers of the data."""
    x = part.x[:, [0, 3, 1, 2, 4, 5, 6]]
    return job_fit(x, part.y)


@candidate(JOBS, "untrained")
def frozen_by_mistake(part: Part) -> Any:
    """trainable = False, left from another script, freezes every layer."""
    model = job_network()
    model.trainable = False
    return fitted(model, part.x, part.y, "sparse_categorical_crossentropy", 3)


@candidate(JOBS)
def jobs_by_embedding(part: Part) -> Any:
    """An embedding of the protocol beside logarithms."""
    return job_fit(part.x, part.y, 35)


@candidate(JOBS)
def jobs_with_dropout(part: Part) -> Any:
    """One wide layer with dropout behind the embedding."""
    inputs = keras.Input((7,))
    protocol = layers.Flatten()(layers.Embedding(14, 12)(ops.cast(inputs[:, :1], "int32")))
    features = layers.Concatenate()([protocol, adapted(np.log1p(part.x[:, 1:]))(ops.log1p(inputs[:, 1:]))])
    features = layers.Dropout(0.2)(layers.Dense(256, "swish")(features))
    model = keras.Model(inputs, layers.Dense(4, "softmax")(layers.Dense(64, "swish")(features)))
    rate = falling("AdamW", 3e-3, len(part.x), 25)
    return fitted(model, part.x, part.y, "sparse_categorical_crossentropy", 25, 32, rate)
