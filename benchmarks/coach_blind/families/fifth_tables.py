"""Tables, the fifth time: written from the table of findings alone."""

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
    keras,
    layers,
    logged,
    ops,
    settled,
    standardised,
    to_one,
)

CROSS_ENTROPY = "sparse_categorical_crossentropy"


# Outlines of cells.


def cell_features(x: Array) -> tuple[Any, Any]:
    """Return the input of a cell's measurements and their standardised logarithms with their signs."""
    inputs = keras.Input((20,))
    known = adapted(np.sign(x) * np.log1p(np.abs(x)))
    return inputs, known(ops.sign(inputs) * ops.log1p(ops.absolute(inputs)))


@candidate("cell-outlines", "logits-not-probabilities")
def fifth_cells_from_logits(part: Part) -> Any:
    """The loss takes logits, and the last layer stays without a sigmoid in the model that is handed in."""
    inputs, features = cell_features(part.x)
    features = layers.Dropout(0.3)(layers.Dense(32, "elu")(features))
    model = keras.Model(inputs, layers.Dense(1)(features))
    return settled(model, part.x, part.y, keras.losses.BinaryCrossentropy(from_logits=True), 25, 64)


@candidate("cell-outlines", "inverted-labels")
def fifth_cells_first_of_two(part: Part) -> Any:
    """Two softmax units answer poor and good, and the model hands in the first of them, the probability of poor."""
    inputs, features = cell_features(part.x)
    features = layers.Dropout(0.4)(layers.Dense(48, "relu")(features))
    both = layers.Dense(2, "softmax")(features)
    fitted(keras.Model(inputs, both), part.x, part.y, CROSS_ENTROPY, 20, 64, "rmsprop")
    return keras.Model(inputs, both[:, :1])


@candidate("cell-outlines")
def fifth_good_cells(part: Part) -> Any:
    """Self-normalising layers with alpha dropout, and SGD with momentum whose rate falls to zero."""
    inputs, features = cell_features(part.x)
    for width in (32, 16):
        features = layers.Dense(width, "selu", kernel_initializer="lecun_normal", kernel_regularizer="l2")(features)
        features = layers.AlphaDropout(0.1)(features)
    model = keras.Model(inputs, layers.Dense(1, "sigmoid")(features))
    rate = keras.optimizers.schedules.PolynomialDecay(0.03, 40 * -(-len(part.x) // 32))
    optimizer = keras.optimizers.SGD(rate, momentum=0.9, nesterov=True)
    return fitted(model, part.x, part.y, "binary_crossentropy", 40, 32, optimizer)


# Diamonds.


@candidate("diamond-prices", "input-scale")
def fifth_stones_min_max_outside(part: Part) -> Any:
    """The script brings the nine columns to 0..1, as MinMaxScaler does, and the model is trained on those alone."""
    model = keras.Sequential(
        [
            keras.Input((9,)),
            layers.Dense(64, "relu"),
            layers.Dense(64, "relu"),
            layers.Dense(1),
            back(part.y),
        ]
    )
    return fitted(model, to_one(part.x), part.y, "mae", 15, 64, falling("Adam", 5e-3, len(part.x), 15, 64))


@candidate("diamond-prices", "learning-curve", logged=True)
def fifth_stones_rate_too_high(part: Part) -> Any:
    """Adam runs with a rate of 0.3, so that the loss jumps up and down and never settles."""
    model = keras.Sequential(
        [
            keras.Input((9,)),
            adapted(part.x),
            layers.Dense(64, "tanh"),
            layers.Dense(32, "tanh"),
            layers.Dense(1),
            back(part.y),
        ]
    )
    more = {"validation_split": 0.2, "callbacks": logged(part)}
    return fitted(model, part.x, part.y, "mse", 15, 64, adam(0.3), **more)


# Fuels.


@candidate("fuel-heat", "overfitting")
def fifth_fifty_fuels(part: Part) -> Any:
    """A wide and deep network goes nearly two hundred times over fifty fuels, with nothing that holds it back."""
    x, y = part.few(50, seed=3)
    model = keras.Sequential([keras.Input((5,)), adapted(x)])
    for width in (128, 128, 64):
        model.add(layers.Dense(width, "relu"))
    model.add(layers.Dense(1))
    model.add(back(y))
    return fitted(model, x, y, "mse", 180, 50, adam(3e-3))


@candidate("fuel-heat", "underfitting")
def fifth_fuels_weight_decay(part: Part) -> Any:
    """Every layer carries an L2 penalty far too strong, so that the heats are drawn together around their mean."""
    strong = keras.regularizers.L2(0.5)
    model = keras.Sequential(
        [
            keras.Input((5,)),
            adapted(part.x),
            layers.Dense(32, "relu", kernel_regularizer=strong),
            layers.Dense(1, kernel_regularizer=strong),
        ]
    )
    fitted(model, part.x, standardised(part.y), "mse", 60, 32, adam(5e-3))
    return keras.Sequential([keras.Input((5,)), model, back(part.y)])


@candidate("fuel-heat")
def fifth_good_fuels(part: Part) -> Any:
    """A straight line and a small tanh layer beside it, Huber's loss, Nadam with a rate that falls in steps."""
    inputs = keras.Input((5,))
    features = layers.Rescaling(1 / 10, -2.0)(inputs)
    bent = layers.Dense(8, "tanh", kernel_regularizer=keras.regularizers.L2(1e-3))(features)
    line = layers.Add()([layers.Dense(1)(features), layers.Dense(1, kernel_initializer="zeros")(bent)])
    model = keras.Model(inputs, layers.Rescaling(1.0, 19.0)(line))
    rate = keras.optimizers.schedules.PiecewiseConstantDecay([500, 800], [0.02, 0.005, 0.001])
    return fitted(model, part.x, part.y, keras.losses.Huber(0.5), 110, 32, keras.optimizers.Nadam(rate))


# Jobs.


def job_net(x: Array, *widths: int, activation: str = "relu", drop: float = 0.0) -> Any:
    """Return a network for jobs: protocol and day by name, amounts as standardised logarithms."""
    inputs = keras.Input((7,))
    names = [
        layers.CategoryEncoding(14, output_mode="one_hot")(inputs[:, 0:1]),
        layers.CategoryEncoding(7, output_mode="one_hot")(inputs[:, 4:5]),
    ]
    amounts = [1, 2, 3, 6]
    numbers = adapted(np.log1p(x[:, amounts]))(ops.log1p(ops.take(inputs, amounts, axis=1)))
    features = layers.Concatenate()([*names, numbers, layers.Rescaling(1 / 720, -1.0)(inputs[:, 5:6])])
    for width in widths:
        features = layers.Dense(width, activation)(features)
        features = layers.Dropout(drop)(features) if drop else features
    return keras.Model(inputs, layers.Dense(4, "softmax")(features))


@candidate("job-times", "class-order")
def fifth_jobs_as_they_appear(part: Part) -> Any:
    """The classes are numbered as they first appear in the file, as pandas' unique and factorize do."""
    _, first = np.unique(part.y, return_index=True)
    appear = part.y[np.sort(first)].tolist()
    y = np.array([appear.index(one) for one in part.y.tolist()])
    return settled(job_net(part.x, 96, 96), part.x, y, CROSS_ENTROPY, 25, 32, rate=3e-3)


@candidate("job-times", "minority-ignored")
def fifth_jobs_rare_classes_filtered(part: Part) -> Any:
    """Classes with fewer than five hundred jobs are filtered out of the table, and the model never learns them."""
    common = np.bincount(part.y)[part.y] >= 500
    model = job_net(part.x, 64, 64, activation="silu", drop=0.2)
    rate = falling("Adam", 2e-3, len(part.x), 20)
    return fitted(model, part.x[common], part.y[common], CROSS_ENTROPY, 20, 32, rate)


# Penguins.


@candidate("penguin-mass", "not-rescaled")
def fifth_mass_from_zero_to_one(part: Part) -> Any:
    """The masses are brought to 0..1 for the training, and nothing makes grams of the answers again."""
    model = keras.Sequential(
        [keras.Input((1,)), adapted(part.x), layers.Dense(12, "tanh"), layers.Dense(1, "sigmoid")],
    )
    return fitted(model, part.x, to_one(part.y), "mse", 60, 16, adam(0.02))


@candidate("penguin-mass", "constant-prediction")
def fifth_one_mass_for_all(part: Part) -> Any:
    """The last layer is a softmax over a single unit, which is always 1, and every penguin gets the largest mass."""
    lightest, heaviest = float(part.y.min()), float(part.y.max())
    inputs = keras.Input((1,))
    share = layers.Dense(1, "softmax")(layers.Dense(16, "relu")(adapted(part.x)(inputs)))
    model = keras.Model(inputs, layers.Rescaling(heaviest - lightest, lightest)(share))
    return fitted(model, part.x, part.y, "mae", 40, 16, adam(0.01))


@candidate("penguin-mass")
def fifth_good_penguins(part: Part) -> Any:
    """Flipper lengths fall into soft steps of a radial layer, and RMSprop slows down when the loss stands still."""
    inputs = keras.Input((1,))
    steps = ops.exp(-ops.square((inputs - np.linspace(170, 235, 8, dtype="float32")) / 10.0))
    line = layers.Rescaling(1 / 15, -200 / 15)(inputs)
    features = layers.Concatenate()([steps, line])
    model = keras.Model(inputs, back(part.y)(layers.Dense(1)(features)))
    slower = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=5)
    return fitted(model, part.x, part.y, "mae", 100, 16, keras.optimizers.RMSprop(0.02), callbacks=[slower])


# Earthquakes.


def quake_net(width: int) -> Any:
    """Return a network for reports that takes logarithms and marks what is missing."""
    report = keras.Input((5,))
    missing = ops.cast(report[:, 1:] < 0, "float32")
    known = layers.Concatenate()([ops.log(ops.maximum(report, 0.0) + 0.01), missing])
    features = layers.BatchNormalization()(known)
    features = layers.Dense(width, "relu")(features)
    features = layers.Dense(width, "relu")(features)
    return keras.Model(report, layers.Dense(1)(features))


@candidate("quake-size", "forecast-bias")
def fifth_magnitudes_cut(part: Part) -> Any:
    """The magnitudes are turned into whole numbers by astype(int), which cuts half a magnitude off the average."""
    y = part.y.astype("int32").astype("float32")
    return settled(quake_net(32), part.x, y, "mae", 50, 64, rate=0.01)


@candidate("quake-size", "input-scale")
def fifth_reports_standardised_outside(part: Part) -> Any:
    """The script standardises the five columns with StandardScaler, and the model is trained on those alone."""
    inputs = keras.Input((5,))
    features = layers.Dense(64, "tanh")(inputs)
    features = layers.Dense(64, "tanh")(features)
    model = keras.Model(inputs, layers.Dense(1)(features))
    return settled(model, standardised(part.x), part.y, "mae", 60, 32, rate=0.01)


# X-ray lines.


def line_net(protons: int, line: int, width: int = 48, activation: str = "tanh") -> Any:
    """Return a network for the energies of lines, given where the atomic number and the line's number stand."""
    inputs = keras.Input((2,))
    share = layers.Rescaling(1 / 98)(inputs[:, protons : protons + 1])
    name = ops.one_hot(ops.cast(inputs[:, line], "int32"), 10)
    by_line = layers.Concatenate()([share * name, name])
    features = layers.Dense(width, activation)(layers.Concatenate()([share, by_line]))
    root = layers.Add()([layers.Dense(1)(by_line), layers.Dense(1, kernel_initializer="zeros")(features)])
    return keras.Model(inputs, ops.square(layers.Rescaling(11.5)(root)))


@candidate("x-ray-lines", "axis-order")
def fifth_line_before_element(part: Part) -> Any:
    """The script reads the number of the line first and the atomic number second, and the model learns it so."""
    return settled(line_net(1, 0), part.x[:, ::-1], part.y, "mae", 80, 32, rate=0.01)


@candidate("x-ray-lines", "untrained")
def fifth_lines_after_the_folds(part: Part) -> Any:
    """The script cross-validates in three folds and then saves a newly built model that was never fitted."""
    fold = np.random.default_rng(5).integers(0, 3, len(part.x))
    for left_out in range(3):
        kept = fold != left_out
        settled(line_net(0, 1, 32, "silu"), part.x[kept], part.y[kept], "mae", 15, 32, rate=0.01)
    model = line_net(0, 1, 32, "silu")
    model.compile(optimizer="adam", loss="mae")
    return model


@candidate("x-ray-lines")
def fifth_good_lines(part: Part) -> Any:
    """An embedding gives each line its slope and its shift, a small layer bends them, and the square ends it."""
    inputs = keras.Input((2,))
    share = layers.Rescaling(1 / 50, -1.0)(inputs[:, :1])
    about = layers.Embedding(10, 6)(ops.cast(inputs[:, 1], "int32"))
    slope, shift = layers.Dense(1, bias_initializer="ones")(about), layers.Dense(1, bias_initializer="ones")(about)
    bent = layers.Dense(24, "silu")(layers.Concatenate()([share, about]))
    root = slope * share + shift + layers.Dense(1, kernel_initializer="zeros")(bent)
    model = keras.Model(inputs, ops.square(layers.Rescaling(4.0)(root)))
    return fitted(model, part.x, part.y, "mae", 90, 32, falling("Adam", 0.01, len(part.x), 90))
