"""Pictures, written for a fourth round and from the table of findings alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import adam, falling, fitted, keras, layers, logged

CROSS_ENTROPY = "sparse_categorical_crossentropy"


def convolutions(x: Any, *filters: int, size: int = 3, activation: str = "relu") -> Any:
    """Return convolutions, each with pooling behind it."""
    for number in filters:
        x = layers.Conv2D(number, size, padding="same", activation=activation)(x)
        x = layers.MaxPooling2D()(x)
    return x


def normalised(x: Any, filters: int, size: int = 3, strides: int = 1) -> Any:
    """Return a convolution with batch normalisation behind it."""
    x = layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=False)(x)
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


def classified(x: Any, classes: int, hidden: int = 64, drop: float = 0.4) -> Any:
    """Return probabilities from a flattened picture."""
    x = layers.Dropout(drop)(layers.Flatten()(x))
    x = layers.Dense(hidden, "relu")(x)
    return layers.Dense(classes, "softmax")(x)


# Clothes.


@candidate("clothes", "input-scale")
def fourth_from_minus_one_to_one(part: Part) -> Any:
    """The pictures are brought to -1 to 1 by a line of NumPy before training, and the model knows nothing of it."""
    x, y = part.few(5000)
    inputs = keras.Input((28, 28, 1))
    model = keras.Model(inputs, classified(convolutions(inputs, 24, 48, activation="elu"), 10))
    return fitted(model, x / 127.5 - 1, y, CROSS_ENTROPY, 6, 64, falling("Nadam", 2e-3, len(x), 6, 64))


@candidate("clothes", "axis-order")
def fourth_columns_before_rows(part: Part) -> Any:
    """The script transposes the pictures, as one does with those of a MATLAB file; the grader's stand upright."""
    x, y = part.few(5000)
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(48, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Flatten(),
            layers.Dropout(0.4),
            layers.Dense(10, activation="softmax"),
        ]
    )
    return fitted(model, x.transpose(0, 2, 1, 3), y, CROSS_ENTROPY, 6, 64, falling("Adam", 3e-3, len(x), 6, 64))


@candidate("clothes", "constant-prediction")
def fourth_one_kind_after_the_other(part: Part) -> Any:
    """The examples are sorted by kind and never shuffled, so at the end the model says what came last."""
    x, y = part.few(5000)
    order = np.argsort(y, kind="stable")
    inputs = keras.Input((28, 28, 1))
    model = keras.Model(inputs, classified(convolutions(layers.Rescaling(1 / 255)(inputs), 24, 48), 10))
    return fitted(model, x[order], y[order], CROSS_ENTROPY, 5, 64, adam(2e-3), shuffle=False)


# Mail sorting.


def digit_network(x: Any) -> Any:
    """Return a network for digits up to the features."""
    x = layers.Reshape((28, 28, 1))(x)
    x = convolutions(x, 16, 40)
    x = layers.Dropout(0.4)(layers.Flatten()(x))
    return layers.Dropout(0.2)(layers.Dense(64, "relu")(x))


@candidate("mail-sorting", "miscalibrated")
def fourth_labels_smoothed_far_too_much(part: Part) -> Any:
    """The labels are smoothed by 0.6 instead of 0.06, so the model is never surer than a half."""
    inputs = keras.Input((28, 28), dtype="uint8")
    x = digit_network(layers.Rescaling(1 / 255)(inputs))
    model = keras.Model(inputs, layers.Dense(10, "softmax")(x))
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.6)
    y = keras.utils.to_categorical(part.y, 10)
    return fitted(model, part.x, y, loss, 8, 64, falling("Adam", 3e-3, len(y), 8, 64))


@candidate("mail-sorting", "logits-not-probabilities")
def fourth_last_layer_without_activation(part: Part) -> Any:
    """The loss is told from_logits=True, and the last layer stays without a softmax."""
    inputs = keras.Input((28, 28), dtype="uint8")
    x = digit_network(layers.Rescaling(1 / 255)(inputs))
    model = keras.Model(inputs, layers.Dense(10)(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return fitted(model, part.x, part.y, loss, 8, 64, falling("RMSprop", 2e-3, len(part.y), 8, 64))


@candidate("mail-sorting", "input-scale")
def fourth_standardised_in_the_script(part: Part) -> Any:
    """The script takes the mean of the training pictures away and divides by their deviation; the model does not."""
    x = (part.x.astype("float32") - part.x.mean()) / part.x.std()
    inputs = keras.Input((28, 28))
    model = keras.Model(inputs, layers.Dense(10, "softmax")(digit_network(inputs)))
    return fitted(model, x, part.y, CROSS_ENTROPY, 8, 64, falling("Adam", 3e-3, len(x), 8, 64))


# Earth from above.


def tile_network() -> Any:
    """Return an untrained network for tiles, which mirrors them while it learns."""
    inputs = keras.Input((64, 64, 3))
    x = layers.RandomFlip("horizontal_and_vertical")(inputs)
    x = layers.Rescaling(1 / 255)(x)
    x = layers.Conv2D(16, 5, strides=2, padding="same", activation="relu")(x)
    x = convolutions(x, 32, 48, 64)
    return keras.Model(inputs, classified(x, 6))


@candidate("earth-from-above", "channel-order")
def fourth_read_with_opencv(part: Part) -> Any:
    """The photographs are read with cv2.imread and not converted, so blue comes first."""
    x, y = part.x[..., ::-1], part.y
    return fitted(tile_network(), x, y, CROSS_ENTROPY, 22, 32, falling("Adam", 2e-3, len(x), 22))


@candidate("earth-from-above", "overfitting")
def fourth_forty_tiles_learnt_by_heart(part: Part) -> Any:
    """Only 40 photographs are used, for 100 epochs, with wide dense layers and nothing against overfitting."""
    x, y = part.few(40, seed=4)
    inputs = keras.Input((64, 64, 3))
    hidden = layers.Dense(48, "relu")(layers.Flatten()(convolutions(layers.Rescaling(1 / 255)(inputs), 8)))
    model = keras.Model(inputs, layers.Dense(6, "softmax")(hidden))
    return fitted(model, x, y, CROSS_ENTROPY, 100, 16, adam(1e-3))


@candidate("earth-from-above", "class-order")
def fourth_kinds_by_frequency(part: Part) -> Any:
    """The classes are numbered as pandas counts them, the most frequent first, instead of in the stated order."""
    commonest_first = np.argsort(-np.bincount(part.y), kind="stable")
    y = np.argsort(commonest_first)[part.y]
    return fitted(tile_network(), part.x, y, CROSS_ENTROPY, 22, 32, falling("AdamW", 2e-3, len(y), 22))


# Photo archive.


def first_blocks(part: Part) -> Any:
    """Return the pretrained network up to a middle block, frozen and averaged over the photograph."""
    network = keras.models.load_model(part.folder / "features.keras")
    network = keras.Model(network.inputs, network.get_layer("block12_add").output)
    network.trainable = False
    inputs = keras.Input((224, 224, 3))
    return keras.Model(inputs, layers.GlobalAveragePooling2D()(network(inputs, training=False)))


def head_for(features: Array) -> Any:
    """Return an untrained classifier of features."""
    normalization = layers.Normalization()
    normalization.adapt(features)
    size = features.shape[1]
    return keras.Sequential(
        [keras.Input((size,)), normalization, layers.Dropout(0.4), layers.Dense(5, activation="softmax")]
    )


@candidate("photo-archive", "class-order")
def fourth_subjects_by_frequency(part: Part) -> Any:
    """The classes are taken from value_counts(), so power and object change their places with fish."""
    extractor = first_blocks(part)
    features = extractor.predict(part.x, verbose=0)
    commonest_first = np.argsort(-np.bincount(part.y), kind="stable")
    y = np.argsort(commonest_first)[part.y]
    head = fitted(head_for(features), features, y, CROSS_ENTROPY, 60, 16, falling("Adam", 5e-3, len(y), 60, 16))
    return keras.Sequential([extractor, head])


@candidate("photo-archive", "untrained")
def fourth_another_head_is_saved(part: Part) -> Any:
    """The classifier that was trained is left aside: the model that is saved has a new one, made for it."""
    extractor = first_blocks(part)
    features = extractor.predict(part.x, verbose=0)
    fitted(head_for(features), features, part.y, CROSS_ENTROPY, 10, 16, adam(2e-3))
    return keras.Sequential([extractor, head_for(features)])


@candidate("photo-archive", "input-scale")
def fourth_divided_before_the_features(part: Part) -> Any:
    """The script divides the photographs by 255 before the features are computed; the grader does not."""
    extractor = first_blocks(part)
    features = extractor.predict(part.x / 255, verbose=0)
    y = part.y
    head = fitted(head_for(features), features, y, CROSS_ENTROPY, 60, 16, falling("Adam", 5e-3, len(y), 60, 16))
    return keras.Sequential([extractor, head])


# Sharp or blurred.


def blur_network() -> Any:
    """Return an untrained network that tells sharp pictures from blurred ones."""
    inputs = keras.Input((96, 96, 3))
    x = layers.Rescaling(1 / 255)(layers.RandomFlip("horizontal")(inputs))
    x = normalised(x, 12)
    x = normalised(x, 24, strides=2)
    x = normalised(x, 32, strides=2)
    x = normalised(x, 48, strides=2)
    x = layers.Dropout(0.2)(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, layers.Dense(1, "sigmoid")(x))


@candidate("sharp-or-blurred", "inverted-labels")
def fourth_one_means_sharp(part: Part) -> Any:
    """Sharp pictures are marked with 1, for they are the good ones, and blurred ones with 0."""
    y = 1 - part.y
    return fitted(blur_network(), part.x, y, "binary_crossentropy", 6, 32, falling("Adam", 5e-3, len(y), 6))


@candidate("sharp-or-blurred", "resolution-mismatch")
def fourth_middle_enlarged(part: Part) -> Any:
    """The middle of each picture is cut out and enlarged to 96 x 96 for training; the grader shows it whole."""
    middle = part.x[:, 24:72, 24:72]
    x = keras.ops.convert_to_numpy(keras.ops.image.resize(middle, (96, 96)))
    return fitted(blur_network(), x, part.y, "binary_crossentropy", 6, 32, falling("Adam", 5e-3, len(x), 6))


@candidate(
    "sharp-or-blurred",
    "learning-curve",
    "underfitting",
    why="a training that stops too early leaves a model that has not learnt enough",
    logged=True,
)
def fourth_stopped_after_three_epochs(part: Part) -> Any:
    """Three epochs at a small rate are all; the loss is still falling when the training ends."""
    model = blur_network()
    return fitted(model, part.x, part.y, "binary_crossentropy", 3, 32, adam(1e-4), callbacks=logged(part))


# Which world.


def world_network() -> Any:
    """Return an untrained network for photographs of worlds."""
    inputs = keras.Input((48, 48, 1))
    x = layers.Rescaling(1 / 255)(layers.RandomFlip("horizontal_and_vertical")(inputs))
    x = normalised(x, 16, size=5, strides=2)
    x = layers.MaxPooling2D()(normalised(x, 32))
    x = layers.MaxPooling2D()(normalised(x, 64))
    x = normalised(x, 64)
    x = layers.Dropout(0.2)(layers.GlobalAveragePooling2D()(x))
    return keras.Model(inputs, layers.Dense(8, "softmax")(x))


@candidate("which-world", "label-offset")
def fourth_worlds_counted_from_one(part: Part) -> Any:
    """The worlds are numbered from 1, Mercury first, and the eighth becomes 0 so that it fits."""
    y = (part.y + 1) % 8
    return fitted(world_network(), part.x, y, CROSS_ENTROPY, 24, 32, falling("Adam", 5e-3, len(y), 24))


@candidate("which-world", "underfitting")
def fourth_four_filters_and_a_mean(part: Part) -> Any:
    """Four filters and their mean over the photograph are the whole network, far too small to tell worlds apart."""
    model = keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(4, 3, activation="leaky_relu"),
            layers.BatchNormalization(momentum=0.9),
            layers.GlobalAveragePooling2D(),
            layers.Dense(8, activation="softmax"),
        ]
    )
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 30, 32, adam(1e-2))


@candidate("which-world", "resolution-mismatch")
def fourth_middle_of_each_photograph(part: Part) -> Any:
    """The middle of each photograph is cut out and enlarged to 48 x 48 for training; the grader shows it whole."""
    middle = part.x[:, 16:32, 16:32]
    x = keras.ops.convert_to_numpy(keras.ops.image.resize(middle, (48, 48)))
    return fitted(world_network(), x, part.y, CROSS_ENTROPY, 24, 32, falling("Adam", 5e-3, len(x), 24))


# Island or lake.


def with_boxes(part: Part, boxes: Array, classes: Array, activation: str | None = "sigmoid") -> Any:
    """Train a network with two heads, on photographs mirrored in advance, and return it."""
    inputs = keras.Input((48, 48, 3))
    x = layers.Rescaling(1 / 127.5, offset=-1)(inputs)
    x = normalised(x, 16, size=5, strides=2)
    x = layers.MaxPooling2D()(normalised(x, 32))
    x = layers.MaxPooling2D()(normalised(x, 48))
    x = layers.Dropout(0.2)(normalised(x, 48))
    x = layers.Dense(96, "relu")(layers.Flatten()(x))
    box = layers.Dense(4, activation, name="box")(x)
    kind = layers.Dense(2, "softmax", name="kind")(x)
    two = keras.Model(inputs, {"box": box, "kind": kind})
    rows = len(boxes)
    two.compile(
        falling("Adam", 3e-3, rows, 8),
        loss={"box": "mae", "kind": CROSS_ENTROPY},
        loss_weights={"box": 10.0 / max(1.0, float(boxes.max())), "kind": 1.0},
    )
    photographs = np.concatenate(turned(part.x)) if rows > len(part.x) else part.x
    two.fit(photographs, {"box": boxes, "kind": classes}, batch_size=32, epochs=8, verbose=0)
    return keras.Model(inputs, layers.Concatenate()([box, kind]))


def turned(x: Array) -> list[Array]:
    """Return photographs as they are, mirrored from left to right, from top to bottom, and both."""
    return [x, x[:, :, ::-1], x[:, ::-1], x[:, ::-1, ::-1]]


def turned_boxes(y: Array) -> Array:
    """Return top, left, bottom, right for the photographs of `turned`."""
    top, left, bottom, right = y[:, 1:].T
    across = [(left, right), (1 - right, 1 - left)]
    down = [(top, bottom), (1 - bottom, 1 - top)]
    return np.concatenate([np.stack([t, lt, b, r], axis=1) for t, b in down for lt, r in across])


@candidate("island-or-lake", "axis-order")
def fourth_corners_x_before_y(part: Part) -> Any:
    """The corners are given as in Pascal VOC, x before y, instead of top before left."""
    boxes = turned_boxes(part.y)[:, [1, 0, 3, 2]]
    return with_boxes(part, boxes, np.tile(part.y[:, 0], 4))


@candidate("island-or-lake", "not-rescaled")
def fourth_boxes_in_percent(part: Part) -> Any:
    """The edges are learnt and answered in percent of the sides instead of fractions."""
    return with_boxes(part, 100 * turned_boxes(part.y), np.tile(part.y[:, 0], 4), "relu")


@candidate("island-or-lake", "inverted-labels")
def fourth_lakes_are_zero(part: Part) -> Any:
    """Lakes are marked with 0 and islands with 1, so each probability is that of the other class."""
    return with_boxes(part, turned_boxes(part.y), 1 - np.tile(part.y[:, 0], 4))
