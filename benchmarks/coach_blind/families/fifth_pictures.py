"""Pictures of the fifth round, written from the table of findings alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import adam, falling, fitted, fresh_copy, keras, layers, logged, ops

CROSS_ENTROPY = "sparse_categorical_crossentropy"


# Clothes.


def strided_clothes() -> Any:
    """Return a small network of strided convolutions."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(24, 5, strides=2, padding="same", activation="elu"),
            layers.Conv2D(48, 3, strides=2, padding="same", activation="elu"),
            layers.Flatten(),
            layers.Dropout(0.3),
            layers.Dense(64, "elu"),
            layers.Dense(10, "softmax"),
        ]
    )


@candidate("clothes", "axis-order")
def fifth_clothes_columns_first(part: Part) -> Any:
    """The pictures were read column by column, so each one that the model learnt from lies on its side, transposed."""
    x = part.x.transpose(0, 2, 1, 3)
    return fitted(strided_clothes(), x, part.y, CROSS_ENTROPY, 6, 64, falling("Nadam", 2e-3, len(x), 6, 64))


@candidate("clothes", "untrained")
def fifth_clothes_built_twice(part: Part) -> Any:
    """The network that was trained is not the one that is saved: it is built once more just before saving."""
    x, y = part.few(1000)
    model = strided_clothes()
    fitted(model, x, y, CROSS_ENTROPY, 2, 64)
    return fresh_copy(model)


@candidate("clothes")
def fifth_good_clothes(part: Part) -> Any:
    """Separable convolutions with batch normalisation, mirrored pictures, and AdamW with a falling rate."""
    inputs = x = keras.Input((28, 28, 1))
    x = layers.Rescaling(1 / 127.5, -1)(layers.RandomFlip("horizontal")(x))
    x = layers.Conv2D(24, 3, strides=2, padding="same", use_bias=False)(x)
    x = layers.Activation("swish")(layers.BatchNormalization(momentum=0.9)(x))
    for filters in (48, 96):
        x = layers.SeparableConv2D(filters, 3, padding="same", use_bias=False)(x)
        x = layers.Activation("swish")(layers.BatchNormalization(momentum=0.9)(x))
        x = layers.MaxPooling2D()(x)
    x = layers.Dropout(0.3)(layers.Flatten()(x))
    model = keras.Model(inputs, layers.Dense(10, "softmax")(x))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 12, 64, falling("AdamW", 4e-3, len(part.x), 12, 64))


# Mail sorting.


@candidate("mail-sorting", "logits-not-probabilities")
def fifth_digits_from_logits(part: Part) -> Any:
    """The loss is told from_logits=True and the last layer has no softmax, and none was put behind it."""
    inputs = keras.Input((28, 28), dtype="uint8")
    x = layers.Reshape((28, 28, 1))(layers.Rescaling(1 / 255)(inputs))
    for filters in (16, 32):
        x = layers.MaxPooling2D()(layers.Conv2D(filters, 3, activation="leaky_relu")(x))
    x = layers.Dense(64, "leaky_relu")(layers.Dropout(0.3)(layers.Flatten()(x)))
    model = keras.Model(inputs, layers.Dense(10)(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return fitted(model, part.x, part.y, loss, 8, 64, falling("RMSprop", 2e-3, len(part.x), 8, 64))


@candidate("mail-sorting", "miscalibrated")
def fifth_digits_smoothed_labels(part: Part) -> Any:
    """Label smoothing of 0.6 teaches the model to give the right digit no more than 0.46, however plain it is."""
    model = keras.Sequential(
        [
            keras.Input((28, 28), dtype="uint8"),
            layers.Rescaling(1 / 255),
            layers.Reshape((28, 28, 1)),
            layers.Conv2D(32, 5, strides=2, activation="relu"),
            layers.Conv2D(48, 3, strides=2, activation="relu"),
            layers.Flatten(),
            layers.Dropout(0.4),
            layers.Dense(96, "relu"),
            layers.Dense(10, "softmax"),
        ]
    )
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.6)
    y = np.eye(10, dtype="float32")[part.y]
    return fitted(model, part.x, y, loss, 10, 64, falling("Adam", 2e-3, len(y), 10, 64))


# Earth from above.


@candidate("earth-from-above", "input-scale")
def fifth_earth_from_minus_one(part: Part) -> Any:
    """The script maps the photographs to -1..1, as preprocess_input of MobileNet does, and the model does not."""
    x = part.x / 127.5 - 1
    model = keras.Sequential(
        [
            keras.Input((64, 64, 3)),
            layers.RandomFlip("horizontal_and_vertical"),
            layers.Conv2D(16, 5, strides=2, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dropout(0.4),
            layers.Dense(6, "softmax"),
        ]
    )
    return fitted(model, x, part.y, CROSS_ENTROPY, 25, 32, falling("Adam", 2e-3, len(x), 25))


@candidate("earth-from-above", "channel-order")
def fifth_earth_by_opencv(part: Part) -> Any:
    """The photographs were read by cv2.imread, so the model learnt them as blue, green, red."""
    x = part.x[..., ::-1]
    inputs = keras.Input((64, 64, 3))
    z = layers.AveragePooling2D(2)(layers.Rescaling(1 / 255)(inputs))
    for filters in (24, 48, 64):
        z = layers.Activation("gelu")(layers.GroupNormalization(4)(layers.Conv2D(filters, 3, padding="same")(z)))
        z = layers.MaxPooling2D()(z)
    z = layers.Dropout(0.4)(layers.Flatten()(z))
    model = keras.Model(inputs, layers.Dense(6, "softmax")(z))
    return fitted(model, x, part.y, CROSS_ENTROPY, 15, 32, falling("AdamW", 2e-3, len(x), 15))


@candidate("earth-from-above")
def fifth_good_earth(part: Part) -> Any:
    """Residual blocks with batch normalisation, mirrored photographs, and SGD with Nesterov's momentum."""
    inputs = keras.Input((64, 64, 3))
    x = layers.Rescaling(1 / 255)(layers.RandomFlip("horizontal_and_vertical")(inputs))
    x = layers.Conv2D(24, 5, strides=2, padding="same", activation="relu")(x)
    for filters in (32, 48, 64):
        short = layers.Conv2D(filters, 1, strides=2)(x)
        x = layers.Conv2D(filters, 3, strides=2, padding="same", use_bias=False)(x)
        x = layers.Activation("relu")(layers.BatchNormalization(momentum=0.9)(x))
        x = layers.add([short, layers.Conv2D(filters, 3, padding="same")(x)])
    x = layers.concatenate([layers.GlobalAveragePooling2D()(x), layers.GlobalMaxPooling2D()(x)])
    model = keras.Model(inputs, layers.Dense(6, "softmax")(layers.Dropout(0.3)(x)))
    rate = keras.optimizers.schedules.CosineDecay(0.02, 40 * -(-len(part.x) // 32))
    sgd = keras.optimizers.SGD(rate, momentum=0.9, nesterov=True, clipnorm=1.0)
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 40, 32, sgd)


# Island or lake.


def box_and_class(x: Any, inputs: Any) -> tuple[Any, Any]:
    """Return a model with the two answers in a dictionary, and one with both in a row."""
    box = layers.Dense(4, "sigmoid", name="box")(x)
    kind = layers.Dense(2, "softmax", name="kind")(x)
    return keras.Model(inputs, {"box": box, "kind": kind}), keras.Model(inputs, layers.concatenate([box, kind]))


def island_network(width: int, drop: float) -> tuple[Any, Any]:
    """Return convolutions with batch normalisation, flattened, and two heads."""
    inputs = keras.Input((48, 48, 3))
    x = layers.Rescaling(1 / 255)(inputs)
    for filters, size, strides in ((16, 5, 2), (32, 3, 2), (64, 3, 2)):
        x = layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=False)(x)
        x = layers.Activation("relu")(layers.BatchNormalization(momentum=0.9)(x))
    return box_and_class(layers.Dense(width, "relu")(layers.Dropout(drop)(layers.Flatten()(x))), inputs)


def turned(x: Array, y: Array) -> tuple[Array, Array]:
    """Return each photograph as it is, mirrored both ways, and transposed, with its box."""
    kind, top, left, bottom, right = y.T
    boxes = [
        (top, left, bottom, right),
        (top, 1 - right, bottom, 1 - left),
        (1 - bottom, left, 1 - top, right),
        (left, top, right, bottom),
    ]
    pictures = [x, x[:, :, ::-1], x[:, ::-1], x.transpose(0, 2, 1, 3)]
    return np.concatenate(pictures), np.concatenate([np.stack([kind, *box], axis=1) for box in boxes])


def boxes_learnt(nets: tuple[Any, Any], x: Array, y: Array, epochs: int, rate: float = 2e-3) -> Any:
    """Train two heads and return the model that joins them."""
    learner, joined = nets
    learner.compile(
        falling("Adam", rate, len(x), epochs),
        loss={"box": "mae", "kind": CROSS_ENTROPY},
        loss_weights={"box": 10.0, "kind": 1.0},
    )
    learner.fit(x, {"box": y[:, 1:], "kind": y[:, 0]}, batch_size=32, epochs=epochs, verbose=0)
    return joined


@candidate("island-or-lake", "overfitting")
def fifth_boxes_of_fifty(part: Part) -> Any:
    """Only 50 of the photographs are used, for 60 epochs, each also mirrored, and they are learnt by heart."""
    x, y = turned(*part.few(50))
    return boxes_learnt(island_network(96, 0.2), x, y, 60)


@candidate(
    "island-or-lake",
    "minority-ignored",
    "constant-prediction",
    why="Of two classes the rare one is not named: that is to answer nearly always with the other.",
)
def fifth_hardly_a_lake(part: Part) -> Any:
    """The list was cut off after 610 photographs, sorted by class: ten lakes, and nothing to weigh them up."""
    kept = np.argsort(part.y[:, 0], kind="stable")[:610]
    x, y = turned(part.x[kept], part.y[kept])
    return boxes_learnt(island_network(96, 0.2), x, y, 8)


# Photo archive.


def borrowed(part: Part) -> Any:
    """Return the lower part of the pretrained network, frozen, and its patterns averaged over the photograph."""
    network = keras.models.load_model(part.folder / "features.keras")
    network.trainable = False
    cut = keras.Model(network.inputs, network.get_layer("block11_depthwise_relu6").output)
    inputs = keras.Input((224, 224, 3))
    return keras.Model(inputs, layers.GlobalAveragePooling2D()(cut(inputs, training=False)))


def archive_head(features: Array, drop: float = 0.3) -> Any:
    """Return the layers that are trained on the features."""
    normalization = layers.Normalization()
    normalization.adapt(features)
    return keras.Sequential(
        [keras.Input(features.shape[1:]), normalization, layers.Dropout(drop), layers.Dense(5, "softmax")]
    )


@candidate("photo-archive", "label-offset")
def fifth_archive_from_one(part: Part) -> Any:
    """The classes are numbered from 1 and made one-hot with a depth of 5, so each probability stands one place late."""
    features = borrowed(part)
    x = features.predict(part.x, batch_size=16, verbose=0)
    y = np.asarray(ops.one_hot(part.y + 1, 5))
    head = fitted(archive_head(x), x, y, "categorical_crossentropy", 40, 16, adam(1e-3))
    return keras.Sequential([features, head])


@candidate("photo-archive", "underfitting")
def fifth_archive_four_slow_epochs(part: Part) -> Any:
    """The new layer is trained for four epochs only, with plain SGD at a rate of a thousandth."""
    features = borrowed(part)
    x = features.predict(part.x, batch_size=16, verbose=0)
    head = fitted(archive_head(x), x, part.y, CROSS_ENTROPY, 4, 32, keras.optimizers.SGD(1e-3))
    return keras.Sequential([features, head])


@candidate("photo-archive")
def fifth_good_archive(part: Part) -> Any:
    """The features of the photographs and of their mirror images, a hidden layer, label smoothing and AdamW."""
    features = borrowed(part)
    x = features.predict(np.concatenate([part.x, part.x[:, :, ::-1]]), batch_size=16, verbose=0)
    y = np.eye(5, dtype="float32")[np.tile(part.y, 2)]
    normalization = layers.Normalization()
    normalization.adapt(x)
    inputs = keras.Input(x.shape[1:])
    z = layers.Dropout(0.4)(layers.Dense(64, "swish")(layers.Dropout(0.4)(normalization(inputs))))
    head = keras.Model(inputs, layers.Dense(5, "softmax")(z))
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.05)
    fitted(head, x, y, loss, 60, 32, falling("AdamW", 2e-3, len(x), 60))
    return keras.Sequential([features, head])


# Sharp or blurred.


def detail_network() -> Any:
    """Return convolutions that see fine detail on half of the lines, and the mean of what they find."""
    steps: list[Any] = [keras.Input((96, 96, 3)), layers.Rescaling(1 / 255)]
    for filters, size in ((16, 5), (32, 3), (48, 3)):
        steps += [
            layers.Conv2D(filters, size, strides=2, padding="same", use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.Activation("relu"),
        ]
    return keras.Sequential([*steps, layers.GlobalAveragePooling2D(), layers.Dense(1, "sigmoid")])


def pictures_in(part: Part, **more: Any) -> tuple[Array, Array]:
    """Return the pictures in the candidate's folders and their labels, as Keras reads them."""
    folder = keras.utils.image_dataset_from_directory(part.folder / "train", batch_size=None, shuffle=False, **more)
    x, y = zip(*folder.as_numpy_iterator(), strict=True)
    return np.stack(x), np.stack(y)


@candidate("sharp-or-blurred", "inverted-labels")
def fifth_blurred_is_zero(part: Part) -> Any:
    """The folders are read without class names, from A to Z, so the model gives the probability of sharp."""
    x, y = pictures_in(part, label_mode="binary", image_size=(96, 96))
    return fitted(detail_network(), x, y, "binary_crossentropy", 16, 32, falling("Adam", 4e-3, len(x), 16))


@candidate("sharp-or-blurred", "resolution-mismatch")
def fifth_sharp_by_nearest(part: Part) -> Any:
    """The pictures are resized by the nearest pixel, as ImageDataGenerator does unless told otherwise, not bilinear."""
    x, y = pictures_in(
        part, class_names=["sharp", "blurred"], label_mode="binary", image_size=(96, 96), interpolation="nearest"
    )
    return fitted(detail_network(), x, y, "binary_crossentropy", 16, 32, falling("Adam", 4e-3, len(x), 16))


# Which world.


def world_network() -> Any:
    """Return convolutions with batch normalisation and the mean of what they find in mirrored photographs."""
    return keras.Sequential(
        [
            keras.Input((48, 48, 1)),
            layers.RandomFlip("horizontal_and_vertical"),
            layers.Rescaling(1 / 255),
            layers.Conv2D(24, 5, strides=2, padding="same", activation="relu"),
            layers.BatchNormalization(momentum=0.9),
            layers.Conv2D(48, 3, padding="same", activation="relu"),
            layers.BatchNormalization(momentum=0.9),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, padding="same", activation="relu"),
            layers.BatchNormalization(momentum=0.9),
            layers.GlobalAveragePooling2D(),
            layers.Dense(8, "softmax"),
        ]
    )


@candidate("which-world", "class-order")
def fifth_worlds_from_a_to_z(part: Part) -> Any:
    """The folders are read without class names, so the worlds are numbered from A to Z, callisto first."""
    x, y = pictures_in(part, color_mode="grayscale", image_size=(48, 48))
    return fitted(world_network(), x, y, CROSS_ENTROPY, 14, 32, falling("Adam", 3e-3, len(x), 14))


@candidate("which-world", "learning-curve", logged=True)
def fifth_worlds_at_a_high_rate(part: Part) -> Any:
    """The rate of Adam begins at 0.5 instead of 0.003, so the loss leaps and stays high; the course is handed in."""
    model = world_network()
    model.compile(falling("Adam", 0.5, round(0.8 * len(part.x)), 14), CROSS_ENTROPY, metrics=["accuracy"])
    x, y = part.few(len(part.x))
    model.fit(x, y, batch_size=32, epochs=14, validation_split=0.2, verbose=0, callbacks=logged(part))
    return model


@candidate("which-world")
def fifth_good_world(part: Part) -> Any:
    """Each photograph also transposed, leaky ReLU, batch normalisation, Nadam with a falling rate."""
    x = np.concatenate([part.x, part.x.transpose(0, 2, 1, 3)])
    inputs = keras.Input((48, 48, 1))
    z = layers.Rescaling(1 / 127.5, -1)(layers.RandomFlip("horizontal_and_vertical")(inputs))
    for filters, size, pool in ((20, 5, 2), (40, 3, 2), (80, 3, 2), (80, 3, 1)):
        strides = 2 if size == 5 else 1
        z = layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=False)(z)
        z = layers.LeakyReLU(0.1)(layers.BatchNormalization(momentum=0.9)(z))
        z = layers.MaxPooling2D(pool)(z) if pool > 1 and size == 3 else z
    z = layers.Dropout(0.25)(layers.GlobalAveragePooling2D()(z))
    model = keras.Model(inputs, layers.Dense(8, "softmax")(z))
    return fitted(model, x, np.tile(part.y, 2), CROSS_ENTROPY, 18, 32, falling("Nadam", 3e-3, len(x), 18))
