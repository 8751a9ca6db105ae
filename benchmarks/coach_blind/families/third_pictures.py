"""Pictures of the third round: mistakes of learners, written from the table of findings alone."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import adam, falling, fitted, keras, layers, logged, ops, settled

CROSS_ENTROPY = "sparse_categorical_crossentropy"


# Clothes.


def wardrobe(scale: Any) -> Any:
    """Return a functional network for clothes, with or without a layer that scales."""
    inputs = keras.Input((28, 28, 1), name="image")
    x = inputs if scale is None else scale(inputs)
    x = layers.Conv2D(24, 5, strides=2, activation="relu")(x)
    x = layers.Conv2D(48, 3, strides=2, activation="relu")(x)
    x = layers.Dropout(0.3)(layers.Flatten()(x))
    x = layers.Dense(96, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(10, activation="softmax")(x))


@candidate("clothes")
def wardrobe_in_order(part: Part) -> Any:
    """Strides instead of pooling, the scaling is in the model, the rate falls to zero."""
    return settled(wardrobe(layers.Rescaling(1 / 255)), part.x, part.y, CROSS_ENTROPY, 8, 64, 2e-3)


@candidate("clothes", "input-scale")
def clothes_from_minus_one_to_one(part: Part) -> Any:
    """The script maps the grey values to -1..1, and the model has no scaling of its own."""
    pictures = part.x / 127.5 - 1
    return settled(wardrobe(None), pictures, part.y, CROSS_ENTROPY, 6, 64, 2e-3)


@candidate("clothes", "axis-order")
def clothes_on_their_side(part: Part) -> Any:
    """The pictures were read column by column, as EMNIST and Matlab store them: height and width change places."""
    pictures = part.x.transpose(0, 2, 1, 3)
    return settled(wardrobe(layers.Rescaling(1 / 255)), pictures, part.y, CROSS_ENTROPY, 6, 64, 2e-3)


@candidate("clothes", "label-offset")
def clothes_counted_from_one(part: Part) -> Any:
    """The kinds are counted from 1, and the tenth boot gets the place that is left, 0."""
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(16, 3, activation="relu"),
            layers.MaxPooling2D(3),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10, activation="softmax"),
        ]
    )
    numbered_from_one = part.y + 1
    answers = keras.utils.to_categorical(numbered_from_one % 10, 10)
    return fitted(model, part.x, answers, "categorical_crossentropy", 6, 64, adam(2e-3))


@candidate("clothes", "constant-prediction")
def clothes_with_dead_units(part: Part) -> Any:
    """Adam at a rate of 0.3 throws the weights so far that every unit is dead and each picture gets one answer."""
    return fitted(wardrobe(layers.Rescaling(1 / 255)), part.x, part.y, CROSS_ENTROPY, 3, 64, adam(0.3))


@candidate(
    "clothes",
    "learning-curve",
    "underfitting",
    logged=True,
    why="the course shows what underfitting is called without it",
)
def clothes_at_too_low_a_rate(part: Part) -> Any:
    """Plain gradient descent at a rate of 0.0005: the loss falls by a little in each epoch and is still high."""
    net = wardrobe(layers.Rescaling(1 / 255))
    net.compile(keras.optimizers.SGD(5e-4), CROSS_ENTROPY, metrics=["accuracy"])
    net.fit(part.x, part.y, batch_size=64, epochs=8, validation_split=0.2, verbose=0, callbacks=logged(part))
    return net


# Earth from above.


def land(width: int = 16, *, flips: bool = True, scale: float = 1 / 255) -> Any:
    """Return a network for tiles of the Earth."""
    model = keras.Sequential([keras.Input((64, 64, 3))])
    if flips:
        model.add(layers.RandomFlip("horizontal_and_vertical"))
    model.add(layers.Rescaling(scale))
    for times in (1, 2, 4):
        model.add(layers.Conv2D(width * times, 3, strides=2, padding="same", activation="relu"))
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(6, activation="softmax"))
    return model


@candidate("earth-from-above")
def land_in_order(part: Part) -> Any:
    """Three convolutions with strides, averaged over the tile, which is mirrored at random."""
    return settled(land(), part.x, part.y, CROSS_ENTROPY, 26, 32, 5e-3)


@candidate("earth-from-above", "channel-order")
def land_as_opencv_reads_it(part: Part) -> Any:
    """The tiles were read with cv2.imread and never turned from blue, green, red."""
    return settled(land(), part.x[..., ::-1], part.y, CROSS_ENTROPY, 26, 32, 5e-3)


@candidate("earth-from-above", "class-order")
def land_as_the_disk_lists_it(part: Part) -> Any:
    """The classes are numbered as os.listdir happens to list the folders."""
    listed = ["forest", "coast", "snow", "desert", "mountain", "farmland"]
    stated = ["coast", "desert", "farmland", "forest", "mountain", "snow"]
    labels = np.array([listed.index(stated[label]) for label in part.y])
    return settled(land(), part.x, labels, CROSS_ENTROPY, 26, 32, 5e-3)


@candidate("earth-from-above", "constant-prediction")
def land_class_after_class(part: Part) -> Any:
    """The folders are read one after the other and never shuffled, so each epoch ends with nothing but snow."""
    order = np.argsort(part.y, kind="stable")
    layout = [keras.Input((64, 64, 3)), layers.Rescaling(1 / 255), layers.Conv2D(16, 5, strides=3, activation="tanh")]
    layout += [layers.MaxPooling2D(), layers.Flatten(), layers.Dense(64, "tanh"), layers.Dense(6, "softmax")]
    descent = keras.optimizers.SGD(0.01, momentum=0.9)
    x, y = part.x[order], part.y[order]
    return fitted(keras.Sequential(layout), x, y, CROSS_ENTROPY, 3, 8, descent, shuffle=False)


@candidate("earth-from-above", "batch-dependent")
def land_less_the_mean_of_its_batch(part: Part) -> Any:
    """The model standardises each pixel by hand with the mean and deviation of the batch that it is in."""
    inputs = keras.Input((64, 64, 3))
    x = (inputs - ops.mean(inputs, axis=0, keepdims=True)) / (ops.std(inputs, axis=0, keepdims=True) + 1.0)
    for filters in (16, 32, 64):
        x = layers.Conv2D(filters, 3, strides=2, padding="same", activation="relu")(x)
    x = layers.GlobalAveragePooling2D()(x)
    model = keras.Model(inputs, layers.Dense(6, activation="softmax")(x))
    return settled(model, part.x, part.y, CROSS_ENTROPY, 20, 32, 3e-3)


@candidate("earth-from-above", "overfitting")
def land_from_two_dozen_tiles(part: Part) -> Any:
    """Two dozen tiles, a hundred and twenty passes, a wide dense layer on single pixels and nothing mirrored."""
    x, y = part.few(24)
    layout = [keras.Input((64, 64, 3)), layers.Rescaling(1 / 127.5, -1), layers.AveragePooling2D(4), layers.Flatten()]
    model = keras.Sequential([*layout, layers.Dense(200, "relu"), layers.Dense(6, "softmax")])
    return fitted(model, x, y, CROSS_ENTROPY, 120, 8, adam(5e-4))


# Mail sorting.


def digits(last: Any = "softmax") -> list[Any]:
    """Return the layers of a network for digits."""
    return [
        keras.Input((28, 28), dtype="uint8"),
        layers.Reshape((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dropout(0.4),
        layers.Dense(10, last),
    ]


@candidate("mail-sorting")
def digits_in_order(part: Part) -> Any:
    """Two convolutions with pooling and dropout; what leaves them are probabilities."""
    return settled(keras.Sequential(digits()), part.x, part.y, CROSS_ENTROPY, 9, 32, 5e-3)


@candidate("mail-sorting", "miscalibrated")
def digits_smoothed_far_too_much(part: Part) -> Any:
    """Label smoothing of 0.8, meant as 0.08: the right digit is named and given little more than a quarter."""
    model, answers = keras.Sequential(digits()), keras.utils.to_categorical(part.y, 10)
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.8)
    return settled(model, part.x, answers, loss, 6, 32, 4e-3)


@candidate("mail-sorting", "logits-not-probabilities")
def digits_as_log_probabilities(part: Part) -> Any:
    """The model ends with a logarithm of the softmax, as is the custom in PyTorch, not with probabilities."""
    model = keras.Sequential(digits("log_softmax"))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    return settled(model, part.x, part.y, loss, 6, 32, 4e-3)


@candidate("mail-sorting", "input-scale")
def digits_standardised_beforehand(part: Part) -> Any:
    """The script takes the mean from the pictures and divides by their deviation; the model is given neither."""
    pictures = (part.x - part.x.mean()) / part.x.std()
    inputs = keras.Input((28, 28))
    x = layers.Conv2D(16, 5, strides=2, activation="relu")(layers.Reshape((28, 28, 1))(inputs))
    x = layers.Conv2D(32, 3, strides=2, activation="relu")(x)
    x = layers.Dropout(0.4)(layers.Flatten()(x))
    model = keras.Model(inputs, layers.Dense(10, "softmax")(x))
    return settled(model, pictures, part.y, CROSS_ENTROPY, 8, 32, 3e-3)


@candidate("mail-sorting", "underfitting")
def digits_held_back(part: Part) -> Any:
    """Weight decay a thousand times too strong keeps the weights so small that little can be learnt."""
    held = keras.regularizers.L2(0.1)
    model = keras.Sequential(
        [
            keras.Input((28, 28)),
            layers.Rescaling(1 / 255),
            layers.Flatten(),
            layers.Dense(128, "relu", kernel_regularizer=held),
            layers.Dense(10, "softmax", kernel_regularizer=held),
        ]
    )
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 12, 64)


@candidate("mail-sorting", "axis-order")
def digits_on_their_side(part: Part) -> Any:
    """The pictures lie on their side, rows for columns, as EMNIST's files have them."""
    pictures = np.swapaxes(part.x, 1, 2)
    return settled(keras.Sequential(digits()), pictures, part.y, CROSS_ENTROPY, 6, 32, 4e-3)


# Which world.


def ground(*before: Any) -> Any:
    """Return a network for photographs of ground, with some layers before it."""
    model = keras.Sequential([keras.Input((48, 48, 1)), *before])
    for filters, size, strides in ((16, 5, 2), (32, 3, 1), (64, 3, 1)):
        model.add(layers.Conv2D(filters, size, strides=strides, padding="same", use_bias=False))
        model.add(layers.BatchNormalization(momentum=0.9))
        model.add(layers.Activation("relu"))
        if strides == 1:
            model.add(layers.MaxPooling2D())
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(8, activation="softmax"))
    return model


@candidate("which-world")
def ground_in_order(part: Part) -> Any:
    """Three convolutions with batch normalisation."""
    return settled(ground(layers.Rescaling(1 / 255)), part.x, part.y, CROSS_ENTROPY, 10, 16, 5e-3)


@candidate("which-world", "input-scale")
def ground_divided_twice(part: Part) -> Any:
    """The pictures are divided by 255 in the script and once more by the model's own first layer."""
    return settled(ground(layers.Rescaling(1 / 255)), part.x / 255, part.y, CROSS_ENTROPY, 8, 16, 5e-3)


@candidate("which-world", "label-offset")
def ground_by_number_from_the_sun(part: Part) -> Any:
    """Mercury is 1, Venus is 2, and so on as planets are counted; what comes after the seventh is 0."""
    return settled(ground(layers.Rescaling(1 / 255)), part.x, (part.y + 1) % 8, CROSS_ENTROPY, 8, 16, 5e-3)


@candidate("which-world", "resolution-mismatch")
def ground_cut_from_the_middle(part: Part) -> Any:
    """Training cuts a third of each side out of the middle and enlarges it; the model is given whole photographs."""
    middle = np.asarray(ops.image.resize(part.x[:, 16:32, 16:32], (48, 48)))
    return settled(ground(layers.Rescaling(1 / 255)), middle, part.y, CROSS_ENTROPY, 8, 16, 5e-3)


@candidate("which-world", "minority-ignored")
def ground_with_three_rare_worlds(part: Part) -> Any:
    """Of Europa, Ganymede and Callisto three photographs each are used, and nothing weighs them up."""
    rows = np.random.default_rng(4).permutation(len(part.y))
    rare = [rows[part.y[rows] == world][:3] for world in (4, 5, 6)]
    kept = np.concatenate([rows[~np.isin(part.y[rows], (4, 5, 6))], *rare])
    return settled(ground(layers.Rescaling(1 / 255)), part.x[kept], part.y[kept], CROSS_ENTROPY, 8, 16, 5e-3)


@candidate("which-world", "class-order")
def ground_by_label_encoder(part: Part) -> Any:
    """A LabelEncoder numbers the worlds, which sorts their names: callisto, europa, ganymede, mars and so on."""
    worlds = np.array(["mercury", "venus", "moon", "mars", "europa", "ganymede", "callisto", "rhea"])
    labels = np.argsort(np.argsort(worlds))[part.y]
    return settled(ground(layers.Rescaling(1 / 127.5, -1)), part.x, labels, CROSS_ENTROPY, 8, 16, 5e-3)


# Sharp or blurred.

BINARY = "binary_crossentropy"


def detail(*before: Any, size: int = 96) -> Any:
    """Return a network that looks for detail: differences of neighbours, then how strong they are."""
    model = keras.Sequential([keras.Input((size, size, 3)), *before])
    model.add(layers.Conv2D(12, 3, use_bias=False))
    model.add(layers.BatchNormalization(momentum=0.9))
    model.add(layers.ReLU())
    model.add(layers.MaxPooling2D(3))
    model.add(layers.Conv2D(24, 3, strides=2, activation="relu"))
    model.add(layers.Conv2D(32, 3, strides=2, activation="relu"))
    model.add(layers.GlobalAveragePooling2D())
    model.add(layers.Dense(1, activation="sigmoid"))
    return model


@candidate("sharp-or-blurred")
def detail_in_order(part: Part) -> Any:
    """A fine first convolution with batch normalisation, and the share of blurred pictures in view."""
    return settled(detail(layers.Rescaling(1 / 255)), part.x, part.y, BINARY, 10, 32, 5e-3)


@candidate("sharp-or-blurred", "inverted-labels")
def detail_called_sharp(part: Part) -> Any:
    """The network is taught how probable it is that a picture is sharp, which is the other class."""
    is_sharp = (part.y == 0).astype("float32")
    return settled(detail(layers.Rescaling(1 / 255)), part.x, is_sharp, BINARY, 6, 32, 5e-3)


@candidate("sharp-or-blurred", "input-scale")
def detail_of_pictures_from_zero_to_one(part: Part) -> Any:
    """The data set was mapped to x / 255 before it was fed, and the model takes what it is given."""
    return settled(detail(), part.x / 255, part.y, BINARY, 6, 32, 5e-3)


@candidate("sharp-or-blurred", "resolution-mismatch")
def detail_of_thumbnails(part: Part) -> Any:
    """Training reads the pictures at half the size, to be quick, and enlarges them: all of them are soft."""
    small = ops.image.resize(part.x, (48, 48), antialias=True)
    pictures = np.asarray(ops.image.resize(small, (96, 96)))
    return settled(detail(layers.Rescaling(1 / 255)), pictures, part.y, BINARY, 6, 32, 5e-3)


@candidate("sharp-or-blurred", "batch-dependent")
def detail_beside_that_of_its_batch(part: Part) -> Any:
    """What was found is standardised by hand over the batch, so a picture is blurred if those beside it are sharper."""
    inputs = keras.Input((96, 96, 3))
    x = layers.Conv2D(12, 3, use_bias=False)(layers.Rescaling(1 / 255)(inputs))
    x = layers.MaxPooling2D(3)(layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x)))
    for filters in (24, 32):
        x = layers.Conv2D(filters, 3, strides=2, activation="relu")(x)
    x = layers.GlobalAveragePooling2D()(x)
    x = (x - ops.mean(x, axis=0, keepdims=True)) / (ops.std(x, axis=0, keepdims=True) + 1e-3)
    return settled(keras.Model(inputs, layers.Dense(1, "sigmoid")(x)), part.x, part.y, BINARY, 6, 32, 5e-3)


@candidate("sharp-or-blurred", "overfitting")
def detail_of_thirty_pictures(part: Part) -> Any:
    """Thirty pictures, eighty passes: a dense layer behind the convolutions has learnt them by heart."""
    x, y = part.few(30)
    model = keras.Sequential([keras.Input((96, 96, 3)), layers.Rescaling(1 / 255)])
    model.add(layers.Conv2D(8, 3, activation="relu"))
    model.add(layers.MaxPooling2D(3))
    model.add(layers.Conv2D(16, 3, strides=2, activation="relu"))
    for layer in (layers.Flatten(), layers.Dense(64, "relu"), layers.Dense(1, "sigmoid")):
        model.add(layer)
    return fitted(model, x, y, BINARY, 80, 16, adam(2e-3))


@candidate("sharp-or-blurred", "learning-curve", logged=True)
def detail_from_step_to_step_too_far(part: Part) -> Any:
    """Adam at a rate of 0.1, a hundred times the usual one: the loss jumps about instead of falling."""
    x, y = part.few(len(part.x))
    model = detail(layers.Rescaling(1 / 255))
    model.compile(adam(0.1), BINARY, metrics=["accuracy"])
    model.fit(x, y, batch_size=32, epochs=6, validation_split=0.2, verbose=0, callbacks=logged(part))
    return model


# Photo archive.


def backbone(part: Part) -> Any:
    """Return the first two thirds of the pretrained network, frozen and averaged over the photograph."""
    network = keras.models.load_model(part.folder / "features.keras")
    network.trainable = False
    middle = network.get_layer("block11_expand_relu6").output
    return keras.Model(network.input, layers.GlobalAveragePooling2D()(middle))


def read_head(features: Array, y: Array, epochs: int = 60) -> Any:
    """Return a trained classifier of the pretrained features."""
    head = keras.Sequential([keras.Input(features.shape[1:]), layers.BatchNormalization(), layers.Dropout(0.4)])
    head.add(layers.Dense(5, "softmax"))
    return settled(head, features, y, CROSS_ENTROPY, epochs, 16, 3e-3)


def with_head(network: Any, head: Any, *before: Any) -> Any:
    """Return the whole model: photograph, features, classifier."""
    inputs = x = keras.Input((224, 224, 3), name="image")
    for layer in before:
        x = layer(x)
    return keras.Model(inputs, head(network(x)))


@candidate("photo-archive")
def archive_in_order(part: Part) -> Any:
    """A linear classifier on what the pretrained network sees; the network scales by itself."""
    network = backbone(part)
    return with_head(network, read_head(network.predict(part.x, 16, verbose=0), part.y))


@candidate("photo-archive", "class-order")
def archive_commonest_first(part: Part) -> Any:
    """The classes are numbered as pandas' value_counts lists them, the commonest first."""
    commonest_first = np.argsort(-np.bincount(part.y), kind="stable")
    labels = np.argsort(commonest_first)[part.y]
    network = backbone(part)
    return with_head(network, read_head(network.predict(part.x, 16, verbose=0), labels))


@candidate("photo-archive", "input-scale")
def archive_scaled_when_saved(part: Part) -> Any:
    """Trained on 0..255, which the network wants; a layer that divides by 255 is put in front when it is saved."""
    network = backbone(part)
    head = read_head(network.predict(part.x, 16, verbose=0), part.y)
    return with_head(network, head, layers.Rescaling(1 / 255))


@candidate("photo-archive", "resolution-mismatch")
def archive_of_thumbnails(part: Part) -> Any:
    """The photographs were read at 32 x 32 with the nearest pixel and enlarged: the model is given far finer ones."""
    small = ops.image.resize(part.x, (32, 32), interpolation="nearest")
    coarse = np.asarray(ops.image.resize(small, (224, 224), interpolation="nearest"))
    network = backbone(part)
    return with_head(network, read_head(network.predict(coarse, 16, verbose=0), part.y))


@candidate("photo-archive", "minority-ignored")
def archive_without_the_rare(part: Part) -> Any:
    """Of fish and of power a single photograph each is among those for training, and nothing weighs them up."""
    order = np.random.default_rng(3).permutation(len(part.y))
    rare = [order[part.y[order] == kind][:1] for kind in (2, 4)]
    kept = np.concatenate([order[~np.isin(part.y[order], (2, 4))], *rare])
    network = backbone(part)
    return with_head(network, read_head(network.predict(part.x[kept], 16, verbose=0), part.y[kept]))


@candidate("photo-archive", "untrained")
def archive_with_another_head(part: Part) -> Any:
    """A classifier is trained, and then a new one, made by the same function, is saved in its place."""
    network = backbone(part)
    features = network.predict(part.x[:40], 16, verbose=0)
    trained = read_head(features, part.y[:40], 5)
    return with_head(network, keras.models.clone_model(trained))


# Island or lake.


def turned(x: Array, y: Array) -> tuple[Array, Array]:
    """Return photographs and boxes in all eight ways to mirror and turn them."""
    kind, top, left, bottom, right = y.T
    sideways = np.stack([kind, top, 1 - right, bottom, 1 - left], axis=1)
    x, y = np.concatenate([x, x[:, :, ::-1]]), np.concatenate([y, sideways])
    kind, top, left, bottom, right = y.T
    upside_down = np.stack([kind, 1 - bottom, left, 1 - top, right], axis=1)
    x, y = np.concatenate([x, x[:, ::-1]]), np.concatenate([y, upside_down])
    kind, top, left, bottom, right = y.T
    transposed = np.stack([kind, left, top, right, bottom], axis=1)
    return np.concatenate([x, x.transpose(0, 2, 1, 3)]), np.concatenate([y, transposed])


def shores(x: Array, y: Array, *, scale: float = 1 / 255, edges: str = "sigmoid", epochs: int = 3) -> Any:
    """Return a trained network with a head for the box and one for the class."""
    inputs = keras.Input((48, 48, 3), name="image")
    found = layers.Rescaling(scale)(inputs)
    for filters, size in ((16, 5), (32, 3), (48, 3)):
        found = layers.Conv2D(filters, size, strides=2, padding="same", use_bias=False)(found)
        found = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(found))
    found = layers.Dense(96, "relu")(layers.Flatten()(found))
    box, kind = layers.Dense(4, edges)(found), layers.Dense(2, "softmax")(found)
    model = keras.Model(inputs, [box, kind])
    weights = [10.0 if edges == "sigmoid" else 1.0, 1.0]
    model.compile(falling("Adam", 3e-3, len(x), epochs, 64), ["mae", CROSS_ENTROPY], loss_weights=weights)
    model.fit(x, [y[:, 1:], y[:, 0]], batch_size=64, epochs=epochs, verbose=0)
    return keras.Model(inputs, layers.Concatenate()([box, kind]))


@candidate("island-or-lake")
def shores_in_order(part: Part) -> Any:
    """Two heads on three convolutions, photographs and boxes mirrored and turned together."""
    return shores(*turned(part.x, part.y), epochs=5)


@candidate("island-or-lake", "not-rescaled")
def shores_in_standard_units(part: Part) -> Any:
    """The edges are learnt less their mean and over their deviation, and are answered like that."""
    x, y = turned(part.x, part.y)
    y[:, 1:] = (y[:, 1:] - y[:, 1:].mean(axis=0)) / y[:, 1:].std(axis=0)
    return shores(x, y, edges="linear")


@candidate("island-or-lake", "channel-order")
def shores_of_a_red_sea(part: Part) -> Any:
    """The photographs come from OpenCV, blue first, and nobody turned them round."""
    x, y = turned(part.x, part.y)
    return shores(x[..., ::-1], y)


@candidate("island-or-lake", "input-scale")
def shores_divided_in_the_script(part: Part) -> Any:
    """The photographs are divided by 255 before training, and the model does not do it."""
    x, y = turned(part.x, part.y)
    return shores(x / 255, y, scale=1.0)


@candidate("island-or-lake", "inverted-labels")
def shores_with_lakes_first(part: Part) -> Any:
    """The class is a flag that is 1 for an island, so the first probability is the lake's."""
    x, y = turned(part.x, part.y)
    y[:, 0] = 1 - y[:, 0]
    return shores(x, y)


@candidate("island-or-lake", "axis-order")
def shores_x_before_y(part: Part) -> Any:
    """The box is x before y, as COCO gives it: left, top, right, bottom."""
    x, y = turned(part.x, part.y)
    return shores(x, y[:, [0, 2, 1, 4, 3]])
