"""Pictures, written later and from the table of findings alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import (
    adam,
    falling,
    fitted,
    hidden_layers,
    keras,
    layers,
    ops,
    settled,
)

CROSS_ENTROPY = "sparse_categorical_crossentropy"


# Clothes.


@candidate(
    "clothes",
    "oversized",
    "overfitting",
    why="Millions of weights for 250 pictures: the size and what is learnt by heart are one mistake.",
)
def millions_of_weights(part: Part) -> Any:
    """Two layers of two thousand units learn 250 pictures by heart."""
    x, y = part.few(150)
    inputs = keras.Input((28, 28, 1))
    z = hidden_layers(layers.Flatten()(inputs / 255.0), 1400, 700, activation="relu")
    return fitted(keras.Model(inputs, layers.Dense(10, "softmax")(z)), x, y, CROSS_ENTROPY, 40, 50, adam(5e-4))


# Digits.


def digit_layers(inputs: Any, scale: float) -> Any:
    """Return features of a digit: two convolutions with pooling."""
    z = layers.Reshape((28, 28, 1))(ops.cast(inputs, "float32") * scale)
    for width in (16, 32):
        z = layers.MaxPooling2D()(layers.Conv2D(width, 3, activation="relu")(z))
    return layers.Dropout(0.4)(layers.Flatten()(z))


def digits_settled(x: Array, y: Array, scale: float = 1 / 255, epochs: int = 8) -> Any:
    """Return a trained network for digits."""
    inputs = keras.Input((28, 28), dtype="uint8")
    model = keras.Model(inputs, layers.Dense(10, "softmax")(digit_layers(inputs, scale)))
    return settled(model, x, y, CROSS_ENTROPY, epochs, 32, 4e-3)


def written_sideways(x: Array) -> Array:
    """Return pictures whose rows and columns are exchanged."""
    return np.ascontiguousarray(x.transpose(0, 2, 1))


@candidate("mail-sorting", "axis-order")
def digits_sideways(part: Part) -> Any:
    """A file made by MATLAB is read column by column, so every digit lies on its side."""
    return digits_settled(written_sideways(part.x), part.y)


def sixteen(x: Array) -> Array:
    """Return sixteen grey values instead of 256."""
    return np.asarray(x // 16, x.dtype)


@candidate("mail-sorting", "input-scale")
def sixteen_greys(part: Part) -> Any:
    """The digits are brought to grey values from 0 to 15, as another well-known set has them."""
    return digits_settled(sixteen(part.x), part.y, 1 / 15)


@candidate("mail-sorting", "logits-not-probabilities")
def digits_by_least_squares(part: Part) -> Any:
    """Ten linear units are trained by least squares: their answers go below 0 and above 1."""
    inputs = keras.Input((28, 28), dtype="uint8")
    model = keras.Model(inputs, layers.Dense(10)(digit_layers(inputs, 1 / 255)))
    return settled(model, part.x, np.eye(10, dtype="float32")[part.y], "mse", 8, 32, 3e-3)


@candidate("mail-sorting", "untrained")
def new_head_for_the_digits(part: Part) -> Any:
    """After training the last layer is replaced by a fresh one that is never trained."""
    trained = digits_settled(part.x, part.y, epochs=4)
    return keras.Model(trained.inputs, layers.Dense(10, "softmax")(trained.layers[-2].output))


@candidate("mail-sorting")
def digits_by_pooling(part: Part) -> Any:
    """Two convolutions with pooling and dropout."""
    return digits_settled(part.x, part.y, epochs=12)


# Earth from above.


def landscape(colours: int = 3, side: int = 64, classes: int = 6, scale: float = 1 / 255) -> Any:
    """Return convolutions with pooling, then means and maxima of what they see."""
    inputs = keras.Input((side, side, colours))
    z = inputs * scale
    z = layers.AveragePooling2D(2)(z) if side > 48 else z
    for place, width in enumerate((16, 32, 64)):
        z = layers.Conv2D(width, 5 if place == 0 else 3, strides=2, padding="same", use_bias=False)(z)
        z = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(z))
    z = layers.Concatenate()([layers.GlobalAveragePooling2D()(z), layers.GlobalMaxPooling2D()(z)])
    return keras.Model(inputs, layers.Dense(classes, "softmax")(layers.Dropout(0.3)(z)))


def eight_views(x: Array, y: Array) -> tuple[Array, Array]:
    """Return pictures as they are, mirrored, and all that turned by a right angle."""
    views = [x, x[:, ::-1], x[:, :, ::-1], x.transpose(0, 2, 1, 3)]
    return np.concatenate(views), np.concatenate([y] * len(views))


def land_settled(x: Array, y: Array, epochs: int = 8, **more: Any) -> Any:
    """Return a trained `landscape`."""
    views, labels = eight_views(x, y)
    return settled(landscape(**more), views, labels, CROSS_ENTROPY, epochs, 32, 3e-3)


def green_blue_red(x: Array) -> Array:
    """Return the colours moved on by one place."""
    return np.ascontiguousarray(x[..., [1, 2, 0]])


@candidate("earth-from-above", "channel-order")
def green_comes_first(part: Part) -> Any:
    """The colours are moved on by one place: green, blue, red."""
    return land_settled(green_blue_red(part.x), part.y)


def from_minus_one(x: Array) -> Array:
    """Return 0..255 as -1..1."""
    return np.asarray(x / 127.5 - 1)


@candidate("earth-from-above", "input-scale")
def land_from_minus_one(part: Part) -> Any:
    """The script maps the photographs to -1..1, and the model has no layer for it."""
    return land_settled(from_minus_one(part.x), part.y, scale=1.0)


@candidate("earth-from-above")
def earth_by_means_and_maxima(part: Part) -> Any:
    """Three strided convolutions, their means and maxima."""
    return land_settled(part.x, part.y, 12)


# Islands and lakes.


def shore_settled(x: Array, y: Array, epochs: int = 10, scale: float = 1 / 255) -> Any:
    """Return a network of two heads, trained on each photograph from four sides."""
    inputs = keras.Input((48, 48, 3))
    z = inputs * scale
    for width in (24, 48, 64):
        z = layers.Conv2D(width, 3, padding="same", use_bias=False, strides=2)(z)
        z = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(z))
    z = hidden_layers(layers.Dropout(0.2)(layers.Flatten()(z)), 96)
    answer = layers.Concatenate()([layers.Dense(4, "sigmoid")(z), layers.Dense(2, "softmax")(z)])
    kind = np.eye(2, dtype="float32")[y[:, 0].astype(int)]
    sides = y[:, 1:]
    views, truths = [], []
    for turned in (False, True):
        for down in (1, -1):
            for right in (down,):
                box = sides
                if down < 0:
                    box = np.stack([1 - box[:, 2], box[:, 1], 1 - box[:, 0], box[:, 3]], 1)
                if right < 0:
                    box = np.stack([box[:, 0], 1 - box[:, 3], box[:, 2], 1 - box[:, 1]], 1)
                view = x[:, ::down, ::right]
                views.append(view.transpose(0, 2, 1, 3) if turned else view)
                truths.append(np.concatenate([box[:, [1, 0, 3, 2]] if turned else box, kind], 1))

    def both(truth: Any, given: Any) -> Any:
        entropy = -ops.sum(truth[:, 4:] * ops.log(ops.clip(given[:, 4:], 1e-6, 1.0)), axis=-1)
        return ops.mean(8 * ops.mean(ops.absolute(truth[:, :4] - given[:, :4]), axis=-1) + entropy)

    x, y = np.concatenate(views), np.concatenate(truths)
    return settled(keras.Model(inputs, answer), x, y, both, epochs, 32, 2e-3)


def to_unit(x: Array) -> Array:
    """Return 0..255 as 0..1."""
    return np.asarray(x / 255)


@candidate("island-or-lake", "input-scale")
def shores_divided_outside(part: Part) -> Any:
    """The photographs are divided by 255 in the script and not in the model."""
    return shore_settled(to_unit(part.x), part.y, 5, 1.0)


@candidate("island-or-lake", "not-rescaled")
def shores_in_per_cent(part: Part) -> Any:
    """The edges are given in per cent of the sides instead of fractions."""
    inner = shore_settled(part.x, part.y, 5)
    inputs = keras.Input((48, 48, 3))
    answer = inner(inputs)
    return keras.Model(inputs, layers.Concatenate()([answer[:, :4] * 100.0, answer[:, 4:]]))


# Sharp or blurred.


def focus_layers(scale: float = 1 / 255) -> Any:
    """Return an input and statistics of the differences between neighbouring pixels."""
    inputs = keras.Input((96, 96, 3))
    grey = ops.mean(inputs, axis=-1) * scale
    seen = []
    for step in (1, 2, 4):
        for edges in (grey[:, step:] - grey[:, :-step], grey[:, :, step:] - grey[:, :, :-step]):
            twice = edges[:, 1:, 1:] - edges[:, :-1, :-1]
            seen += [ops.log(ops.mean(ops.square(e), axis=(1, 2)) + 1e-6) for e in (edges, twice)]
            seen.append(ops.log(ops.max(ops.absolute(twice), axis=(1, 2)) + 1e-3))
    return inputs, layers.BatchNormalization(momentum=0.9)(ops.stack(seen, axis=1))


def focus_settled(x: Array, y: Array, epochs: int = 25, weights: dict[int, float] | None = None) -> Any:
    """Return a trained network for sharpness."""
    inputs, z = focus_layers()
    model = keras.Model(inputs, layers.Dense(1, "sigmoid")(hidden_layers(z, 32, 16, activation="tanh")))
    rate = falling("AdamW", 8e-3, len(x), epochs)
    return fitted(model, x, y, "binary_crossentropy", epochs, 32, rate, class_weight=weights)


@candidate("sharp-or-blurred", "inverted-labels")
def a_score_of_sharpness(part: Part) -> Any:
    """What is handed in is one less the probability of blur, a score of sharpness."""
    inner = focus_settled(part.x, part.y)
    inputs = keras.Input((96, 96, 3))
    return keras.Model(inputs, 1.0 - inner(inputs))
