"""Candidates who were given pictures: clothes, digits, land, shores, worlds, things; sharp or blurred ones."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.coach_blind.candidate import Array, Part, candidate
from benchmarks.coach_blind.nets import adam, adapted, falling, fitted, keras, layers, logged, ops

CLOTHES = "clothes"
DIGITS = "mail-sorting"
EARTH = "earth-from-above"
SHORES = "island-or-lake"
ARCHIVE = "photo-archive"
BLUR = "sharp-or-blurred"
WORLDS = "which-world"

CROSS_ENTROPY = "sparse_categorical_crossentropy"


def look(x: Any, *filters: int, training: bool | None = None) -> Any:
    """Return strided convolutions with batch normalisation, and the mean of what they see."""
    for width in filters:
        x = layers.Conv2D(width, 3, strides=2, padding="same", use_bias=False)(x)
        x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x, training=training))
    return layers.GlobalAveragePooling2D()(x)


def mirrored(x: Array, y: Array) -> tuple[Array, Array]:
    """Return the pictures four times: as they are, mirrored either way, and both."""
    views = [x, x[:, ::-1], x[:, :, ::-1], x[:, ::-1, ::-1]]
    return np.concatenate(views), np.concatenate([y] * 4)


def resized(x: Array, side: int, method: str = "bilinear") -> Array:
    """Return pictures of another size."""
    return np.concatenate(
        [
            np.asarray(ops.image.resize(x[at : at + 64], (side, side), interpolation=method))
            for at in range(0, len(x), 64)
        ]
    )


# Clothes: 28 x 28 grey values.


def clothes_network(scale: float = 1 / 255, offset: float = 0.0) -> Any:
    """Return a network of separable convolutions."""
    inputs = keras.Input((28, 28, 1))
    x = layers.Rescaling(scale, offset)(inputs)
    x = layers.Conv2D(24, 5, strides=2, padding="same", activation="relu")(x)
    x = layers.BatchNormalization(momentum=0.9)(layers.SeparableConv2D(48, 3, padding="same", activation="relu")(x))
    x = layers.Flatten()(layers.MaxPooling2D()(x))
    return keras.Model(inputs, layers.Dense(10, "softmax")(layers.Dropout(0.3)(x)))


@candidate(CLOTHES, "input-scale")
def minus_one_to_one(part: Part) -> Any:
    """The grey values are mapped to -1..1 by the script, as many pretrained networks want them."""
    return fitted(clothes_network(1.0), part.x / 127.5 - 1, part.y, CROSS_ENTROPY, 3, 64)


@candidate(CLOTHES, "axis-order")
def columns_first(part: Part) -> Any:
    """The pictures are reshaped column by column, so height and width are exchanged."""
    return fitted(clothes_network(), part.x.transpose(0, 2, 1, 3), part.y, CROSS_ENTROPY, 3, 64)


@candidate(CLOTHES, "class-order")
def shirt_and_t_shirt(part: Part) -> Any:
    """Two names of the candidate's list are exchanged: Shirt stands first, T-shirt seventh."""
    y = np.select([part.y == 0, part.y == 6], [6, 0], part.y)
    return fitted(clothes_network(), part.x, y, CROSS_ENTROPY, 3, 64)


@candidate(CLOTHES, "nondeterministic")
def drops_when_asked(part: Part) -> Any:
    """Dropout with training=True, as in an example about uncertainty, makes every answer a matter of chance."""
    inputs = keras.Input((28, 28, 1))
    x = layers.Dropout(0.6)(layers.Rescaling(1 / 255)(inputs), training=True)
    x = layers.Dense(128, "relu")(layers.Flatten()(x))
    x = layers.Dropout(0.6)(x, training=True)
    model = keras.Model(inputs, layers.Dense(10, "softmax")(x))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 5, 64)


@candidate(CLOTHES, "underfitting")
def one_layer_at_a_snails_pace(part: Part) -> Any:
    """One layer and two passes of gradient descent with a small rate."""
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(1 / 255), layers.Flatten()])
    model.add(layers.Dense(10, "softmax"))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 2, 64, keras.optimizers.SGD(0.002))


@candidate(
    CLOTHES,
    "learning-curve",
    "overfitting",
    why="The validation loss turns up because the pictures are learnt by heart: one thing, seen twice.",
    logged=True,
)
def went_on_for_too_long(part: Part) -> Any:
    """Three hundred pictures and fifty passes, long after the validation loss has turned up."""
    x, y = part.few(400)
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(1 / 255), layers.Flatten()])
    model.add(layers.Dense(256, "relu"))
    model.add(layers.Dense(10, "softmax"))
    return fitted(model, x, y, CROSS_ENTROPY, 60, 16, validation_split=0.25, callbacks=logged(part))


@candidate(
    CLOTHES,
    "learning-curve",
    "underfitting",
    "constant-prediction",
    why="A rate far too high leaves the loss where it began: the curve shows it, and so do the answers.",
    logged=True,
)
def rate_of_a_half(part: Part) -> Any:
    """Adam with a rate of 0.5, five hundred times the usual one."""
    x, y = part.few(2000)
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(1 / 255), layers.Flatten()])
    model.add(layers.Dense(64, "relu"))
    model.add(layers.Dense(10, "softmax"))
    return fitted(model, x, y, CROSS_ENTROPY, 12, 64, adam(0.5), validation_split=0.2, callbacks=logged(part))


@candidate(CLOTHES)
def clothes_by_dense_layers(part: Part) -> Any:
    """Two dense layers with dropout."""
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Rescaling(1 / 255), layers.Flatten()])
    for width in (256, 128):
        model.add(layers.Dense(width, "relu"))
        model.add(layers.Dropout(0.25))
    model.add(layers.Dense(10, "softmax"))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 12, 64, falling("Adam", 2e-3, len(part.x), 12, 64))


@candidate(CLOTHES)
def clothes_by_separable_convolutions(part: Part) -> Any:
    """A strided convolution and a separable one."""
    return fitted(clothes_network(), part.x, part.y, CROSS_ENTROPY, 6, 64, falling("Adam", 3e-3, len(part.x), 6, 64))


# Digits: 28 x 28 whole numbers; the metric is the log loss.


def digit_body(dtype: str = "uint8", *, scaled: bool = True) -> tuple[Any, Any]:
    """Return an input and features of a digit."""
    inputs = keras.Input((28, 28), dtype=dtype)
    x = layers.Reshape((28, 28, 1))(ops.cast(inputs, "float32") / 255 if scaled else inputs)
    x = layers.Conv2D(24, 5, strides=2, padding="same", activation="relu")(x)
    x = layers.Conv2D(48, 3, strides=2, padding="same", activation="relu")(x)
    return inputs, layers.Dropout(0.3)(layers.Flatten()(x))


def digit_network(last: str | None = "softmax", dtype: str = "uint8", *, scaled: bool = True) -> Any:
    """Return a network of two strided convolutions."""
    inputs, x = digit_body(dtype, scaled=scaled)
    return keras.Model(inputs, layers.Dense(10, last)(x))


@candidate(DIGITS, "input-scale")
def divided_twice(part: Part) -> Any:
    """The model divides by 255, and the script has divided by 255 before."""
    return fitted(digit_network(dtype="float32"), part.x / np.float32(255), part.y, CROSS_ENTROPY, 6)


@candidate(
    DIGITS,
    "input-scale",
    why="",
)
def white_on_black(part: Part) -> Any:
    """The digits are turned into black on white before training: 255 less each value."""
    return fitted(digit_network(), 255 - part.x, part.y, CROSS_ENTROPY, 5)


@candidate(DIGITS, "class-order")
def digits_by_name(part: Part) -> Any:
    """Folders named one, two, three are sorted by name: eight, five, four, nine, one, seven, six, three, two, zero."""
    names = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    places = np.array([sorted(names).index(name) for name in names])
    return fitted(digit_network(), part.x, places[part.y], CROSS_ENTROPY, 5)


@candidate(DIGITS, "label-offset")
def digits_from_minus_one(part: Part) -> Any:
    """One is taken away from each label, as if they were counted from 1; zero becomes the last class."""
    return fitted(digit_network(), part.x, (part.y - 1) % 10, CROSS_ENTROPY, 5)


@candidate(DIGITS, "logits-not-probabilities")
def logarithms_of_probabilities(part: Part) -> Any:
    """The last layer is a log_softmax, as another library's loss wants it."""

    def likelihood(truth: Any, answer: Any) -> Any:
        return -ops.mean(ops.sum(ops.one_hot(ops.cast(truth, "int32"), 10) * answer, axis=-1))

    return fitted(digit_network("log_softmax"), part.x, part.y[:, None], likelihood, 5)


@candidate(DIGITS, "miscalibrated")
def softmax_of_a_softmax(part: Part) -> Any:
    """A softmax layer follows one whose activation is a softmax already, so no digit gets more than 0.23."""
    inputs, x = digit_body()
    model = keras.Model(inputs, layers.Softmax()(layers.Dense(10, "softmax")(x)))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 6)


@candidate(DIGITS, "miscalibrated")
def labels_smoothed_by_half(part: Part) -> Any:
    """Half of each label is spread over all digits, so the model learns to be half as sure as it could be."""
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.5)
    return fitted(digit_network(), part.x, np.eye(10)[part.y], loss, 6)


@candidate(DIGITS, "miscalibrated")
def too_sure_by_far(part: Part) -> Any:
    """The logits are multiplied by six after training, so that the largest stands out."""
    inputs, x = digit_body()
    inner = keras.Model(inputs, layers.Dense(10)(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    fitted(inner, part.x, part.y, loss, 4)
    outer = keras.Input((28, 28), dtype="uint8")
    return keras.Model(outer, ops.softmax(6.0 * inner(outer)))


@candidate(DIGITS, "batch-dependent")
def softmax_over_the_batch(part: Part) -> Any:
    """The softmax runs over the wrong axis, the rows of the batch instead of the digits."""
    inputs, x = digit_body()
    inner = keras.Model(inputs, layers.Dense(10)(x))
    fitted(inner, part.x, part.y, keras.losses.SparseCategoricalCrossentropy(from_logits=True), 4)
    outer = keras.Input((28, 28), dtype="uint8")
    return keras.Model(outer, ops.softmax(inner(outer), axis=0))


@candidate(DIGITS, "resolution-mismatch")
def cut_and_enlarged(part: Part) -> Any:
    """The middle 18 x 18 pixels are cut out and enlarged to 28 x 28 before training, as margins seemed a waste."""
    middle = part.x[:, 5:23, 5:23, None].astype("float32")
    x = resized(middle, 28)[..., 0]
    return fitted(digit_network(dtype="float32"), x, part.y, CROSS_ENTROPY, 5)


@candidate(
    DIGITS,
    "not-rescaled",
    "logits-not-probabilities",
    why="Answers of 0 to 100 that add up to 100: another unit, and no probabilities either.",
)
def per_cents(part: Part) -> Any:
    """The probabilities are given in per cent."""
    inner = fitted(digit_network(), part.x, part.y, CROSS_ENTROPY, 5)
    inputs = keras.Input((28, 28), dtype="uint8")
    return keras.Model(inputs, 100.0 * inner(inputs))


@candidate(DIGITS)
def digits_by_strides(part: Part) -> Any:
    """Two strided convolutions, eight passes with a falling rate."""
    return fitted(digit_network(), part.x, part.y, CROSS_ENTROPY, 12, 32, falling("Adam", 3e-3, len(part.x), 12))


# Earth from above: 64 x 64, three colours.


def earth_network(training: bool | None = None, scale: float = 1 / 255) -> Any:
    """Return four strided convolutions with batch normalisation."""
    inputs = keras.Input((64, 64, 3))
    x = look(layers.Rescaling(scale)(inputs), 16, 32, 64, training=training)
    return keras.Model(inputs, layers.Dense(6, "softmax")(layers.Dropout(0.2)(x)))


def earth_fit(model: Any, x: Array, y: Array, epochs: int = 8) -> Any:
    """Train on the photographs and their mirror images."""
    x, y = mirrored(x, y)
    return fitted(model, x, y, CROSS_ENTROPY, epochs, 32, falling("Adam", 4e-3, len(x), epochs))


@candidate(EARTH, "channel-order")
def read_by_opencv(part: Part) -> Any:
    """cv2.imread gives blue, green, red, and nobody turns it round."""
    return earth_fit(earth_network(), part.x[..., ::-1], part.y)


@candidate(EARTH, "channel-order")
def colours_standardised_backwards(part: Part) -> Any:
    """Blue, green, red again, in a model that standardises each colour by itself."""
    x = part.x[..., ::-1]
    inputs = keras.Input((64, 64, 3))
    features = layers.AveragePooling2D(2)(adapted(x)(inputs))
    features = layers.SeparableConv2D(48, 5, strides=2, activation="elu")(features)
    features = layers.GlobalMaxPooling2D()(layers.SeparableConv2D(64, 3, strides=2, activation="elu")(features))
    model = keras.Model(inputs, layers.Dense(6, "softmax")(features))
    return earth_fit(model, x, part.y, 10)


@candidate(EARTH, "class-order")
def as_listdir_gives_them(part: Part) -> Any:
    """The folders are numbered as os.listdir happens to give them."""
    return earth_fit(earth_network(), part.x, np.array([3, 5, 0, 1, 4, 2])[part.y])


@candidate(EARTH, "batch-dependent")
def normalised_by_the_batch(part: Part) -> Any:
    """Batch normalisation is called with training=True, so every answer leans on the rest of the batch."""
    return earth_fit(earth_network(training=True), part.x, part.y, 3)


@candidate(EARTH, "resolution-mismatch")
def middle_of_the_photograph(part: Part) -> Any:
    """Only the middle third of each photograph, enlarged, is used for training."""
    return earth_fit(earth_network(), resized(part.x[:, 20:44, 20:44], 64), part.y)


@candidate(EARTH, "underfitting")
def mean_colour(part: Part) -> Any:
    """The photograph is averaged at once, and three numbers go through one layer."""
    inputs = keras.Input((64, 64, 3))
    colours = layers.GlobalAveragePooling2D()(layers.Rescaling(1 / 255)(inputs))
    return fitted(keras.Model(inputs, layers.Dense(6, "softmax")(colours)), part.x, part.y, CROSS_ENTROPY, 40)


@candidate(
    EARTH,
    "untrained",
    "underfitting",
    why="With a rate of a billionth no weight has moved visibly: trained in name only.",
)
def rate_of_a_billionth(part: Part) -> Any:
    """Adam with a rate of one billionth."""
    inputs = keras.Input((64, 64, 3))
    x = layers.Conv2D(16, 5, strides=4, activation="relu")(layers.Rescaling(1 / 255)(inputs))
    model = keras.Model(inputs, layers.Dense(6, "softmax")(layers.Flatten()(x)))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 3, 32, adam(1e-9))


@candidate(EARTH, "overfitting")
def thirty_photographs(part: Part) -> Any:
    """Thirty photographs and a wide dense layer on every pixel."""
    x, y = part.few(30)
    model = keras.Sequential([keras.Input((64, 64, 3)), layers.Rescaling(1 / 255), layers.AveragePooling2D(2)])
    model.add(layers.Flatten())
    model.add(layers.Dense(256, "relu"))
    model.add(layers.Dense(6, "softmax"))
    return fitted(model, x, y, CROSS_ENTROPY, 120, 10, adam(5e-4))


@candidate(EARTH, "axis-order")
def colours_first(part: Part) -> Any:
    """The pictures are put into the order colour, row, column, and then merely reshaped to 64 x 64 x 3."""
    x = part.x.transpose(0, 3, 1, 2).reshape(part.x.shape)
    return earth_fit(earth_network(), x, part.y)


@candidate(EARTH)
def earth_by_strides(part: Part) -> Any:
    """Strided convolutions, mirror images, a falling rate."""
    return earth_fit(earth_network(), part.x, part.y, 12)


# Islands and lakes: a box and two probabilities.


def shore_network() -> Any:
    """Return a network with two heads, joined."""
    inputs = keras.Input((48, 48, 3))
    x = layers.Rescaling(1 / 255)(inputs)
    for width in (24, 48, 64):
        x = layers.Conv2D(width, 3, strides=2, padding="same", use_bias=False)(x)
        x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
    x = layers.Dense(96, "relu")(layers.Flatten()(x))
    return keras.Model(inputs, layers.Concatenate()([layers.Dense(4, "sigmoid")(x), layers.Dense(2, "softmax")(x)]))


def box_and_kind(truth: Any, answer: Any) -> Any:
    """Return the error of the edges and the cross entropy of the kind."""
    kind = ops.one_hot(ops.cast(truth[:, 0], "int32"), 2)
    entropy = -ops.mean(ops.sum(kind * ops.log(ops.clip(answer[:, 4:], 1e-6, 1.0)), axis=-1))
    return 10 * ops.mean(ops.absolute(truth[:, 1:] - answer[:, :4])) + entropy


def turned(x: Array, y: Array) -> tuple[Array, Array]:
    """Return photographs and targets in eight views: mirrored and transposed."""
    views, targets = [], []
    for transposed in (False, True):
        for down in (False, True):
            for across in (False, True):
                picture, (kind, top, left, bottom, right) = x, y.T
                if down:
                    picture, top, bottom = picture[:, ::-1], 1 - bottom, 1 - top
                if across:
                    picture, left, right = picture[:, :, ::-1], 1 - right, 1 - left
                if transposed:
                    picture, top, left, bottom, right = picture.transpose(0, 2, 1, 3), left, top, right, bottom
                views.append(picture)
                targets.append(np.stack([kind, top, left, bottom, right], axis=1))
    return np.concatenate(views), np.concatenate(targets)


def shore_fit(x: Array, y: Array, epochs: int = 4) -> Any:
    """Return a trained `shore_network`."""
    x, y = turned(x, y)
    return fitted(shore_network(), x, y, box_and_kind, epochs, 32, falling("Adam", 2e-3, len(x), epochs))


@candidate(SHORES, "channel-order")
def shores_blue_first(part: Part) -> Any:
    """Blue, green, red from OpenCV."""
    return shore_fit(part.x[..., ::-1], part.y)


@candidate(SHORES, "inverted-labels")
def lakes_are_zero(part: Part) -> Any:
    """Lakes are class 0 and islands class 1 in the candidate's dictionary."""
    y = part.y.copy()
    y[:, 0] = 1 - y[:, 0]
    return shore_fit(part.x, y)


@candidate(SHORES, "axis-order")
def edges_in_pairs(part: Part) -> Any:
    """The box is given as top, bottom, left, right."""
    inner = shore_fit(part.x, part.y)
    inputs = keras.Input((48, 48, 3))
    answer = inner(inputs)
    order = [answer[:, place : place + 1] for place in (0, 2, 1, 3)]
    return keras.Model(inputs, layers.Concatenate()([*order, answer[:, 4:]]))


@candidate(SHORES)
def shores_turned_eight_ways(part: Part) -> Any:
    """Eight views of each photograph, one head with a loss of its own."""
    return shore_fit(part.x, part.y, 6)


# The photo archive: a pretrained network.


def pretrained(part: Part) -> Any:
    """Return the features of the given network, averaged over the photograph, for any size."""
    network = keras.models.load_model(part.folder / "features.keras")
    network.trainable = False
    inputs = keras.Input((None, None, 3))
    return keras.Model(inputs, layers.GlobalAveragePooling2D()(network(inputs, training=False)))


def archive_fit(part: Part, x: Array, y: Array) -> Any:
    """Train one layer on features, and return it behind the network."""
    network = pretrained(part)
    features = network.predict(x, batch_size=16, verbose=0)
    head = keras.Sequential([keras.Input((1280,)), adapted(features), layers.Dropout(0.5), layers.Dense(5, "softmax")])
    fitted(head, features, y, CROSS_ENTROPY, 40, 16, falling("Adam", 1e-3, len(y), 40, 16))
    inputs = keras.Input((224, 224, 3))
    return keras.Model(inputs, head(network(inputs)))


@candidate(ARCHIVE, "channel-order")
def archive_blue_first(part: Part) -> Any:
    """OpenCV's order of colours goes into the pretrained network and its new head."""
    return archive_fit(part, part.x[..., ::-1], part.y)


# Sharp or blurred: 96 x 96, one probability.


def focus_network(last: str | None = "sigmoid", scale: float = 1 / 255) -> Any:
    """Return a network on the logarithms of what three Laplacians leave of a grey picture."""
    kernel = np.array([[0, 1, 0], [1, -4, 1], [0, 1, 0]], "float32")[..., None, None]
    inputs = keras.Input((96, 96, 3))
    grey = ops.mean(layers.Rescaling(scale)(inputs), axis=-1, keepdims=True)
    seen = []
    for step in (1, 2, 3):
        laplacian = layers.Conv2D(1, 3, dilation_rate=step, use_bias=False, trainable=False)
        edges = laplacian(grey)
        laplacian.set_weights([kernel])
        seen.append(ops.log(ops.mean(ops.square(edges), axis=(1, 2)) + 1e-7))
        seen.append(ops.log(ops.max(ops.absolute(edges), axis=(1, 2)) + 1e-4))
    features = layers.BatchNormalization(momentum=0.9)(layers.Concatenate()(seen))
    features = layers.Dense(32, "tanh")(features)
    return keras.Model(inputs, layers.Dense(1, last)(features))


def focus_fit(model: Any, x: Array, y: Array, epochs: int = 20) -> Any:
    """Train a network for sharpness."""
    return fitted(model, x, y, "binary_crossentropy", epochs, 32, adam(0.01))


@candidate(BLUR, "inverted-labels")
def sharp_is_one(part: Part) -> Any:
    """Sharp pictures are labelled 1."""
    return focus_fit(focus_network(), part.x, 1 - part.y)


@candidate(BLUR, "input-scale")
def blur_divided_outside(part: Part) -> Any:
    """The script divides by 255, the model takes logarithms of what it is given."""
    return focus_fit(focus_network(scale=1.0), part.x / 255, part.y)


@candidate(BLUR, "resolution-mismatch")
def thumbnails_enlarged(part: Part) -> Any:
    """The pictures are shrunk to 32 x 32 and enlarged to 96 x 96 before training."""
    return focus_fit(focus_network(), resized(resized(part.x, 48), 96), part.y)


@candidate(BLUR, "underfitting")
def brightness_only(part: Part) -> Any:
    """The mean colour, which says nothing about blur, through a small network."""
    inputs = keras.Input((96, 96, 3))
    x = layers.Dense(16, "relu")(layers.GlobalAveragePooling2D()(layers.Rescaling(1 / 255)(inputs)))
    return focus_fit(keras.Model(inputs, layers.Dense(1, "sigmoid")(x)), part.x, part.y, 5)


@candidate(BLUR)
def blur_by_laplacians(part: Part) -> Any:
    """What three Laplacians leave of the picture."""
    return focus_fit(focus_network(), part.x, part.y, 25)


# Worlds: 48 x 48 grey values; the metric is macro F1.


def world_network(scale: float = 1 / 255) -> Any:
    """Return strided convolutions with batch normalisation."""
    inputs = keras.Input((48, 48, 1))
    x = layers.Conv2D(24, 5, strides=2, padding="same", use_bias=False)(layers.Rescaling(scale)(inputs))
    x = look(layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x)), 48, 64)
    return keras.Model(inputs, layers.Dense(8, "softmax")(layers.Dropout(0.2)(x)))


def world_fit(x: Array, y: Array, epochs: int = 8, model: Any = None) -> Any:
    """Train on the photographs and their mirror images."""
    x, y = mirrored(x, y)
    model = model or world_network()
    return fitted(model, x, y, CROSS_ENTROPY, epochs, 32, falling("Adam", 4e-3, len(x), epochs))


@candidate(WORLDS, "input-scale")
def each_picture_standardised(part: Part) -> Any:
    """Each photograph is standardised by itself in the script, as tf.image.per_image_standardization does."""
    mean, deviation = part.x.mean(axis=(1, 2, 3), keepdims=True), part.x.std(axis=(1, 2, 3), keepdims=True)
    return world_fit((part.x - mean) / deviation, part.y, model=world_network(1.0))


@candidate(WORLDS, "class-order")
def moons_exchanged(part: Part) -> Any:
    """The four moons of Jupiter and Saturn are listed by size: ganymede, callisto, europa, rhea."""
    return world_fit(part.x, np.array([0, 1, 2, 3, 6, 4, 5, 7])[part.y])


@candidate(WORLDS, "minority-ignored")
def rhea_never_read(part: Part) -> Any:
    """The folder of the last world is never read, so no photograph is ever called rhea, nor one of mercury mercury."""
    kept = (part.y != 7) & (part.y != 0)
    return world_fit(part.x[kept], part.y[kept])


@candidate(WORLDS, "constant-prediction")
def rate_that_kills(part: Part) -> Any:
    """Gradient descent with a huge rate kills every ReLU, and one world is named for all."""
    inputs = keras.Input((48, 48, 1))
    x = layers.Conv2D(16, 5, strides=4, activation="relu")(inputs)
    x = layers.Dense(32, "relu")(layers.Flatten()(x))
    model = keras.Model(inputs, layers.Dense(8, "softmax")(x))
    return fitted(model, part.x, part.y, CROSS_ENTROPY, 2, 32, adam(1.0))


@candidate(WORLDS, "resolution-mismatch")
def worlds_at_half_the_size(part: Part) -> Any:
    """The photographs are shrunk to 16 x 16 and enlarged again before training, so fine ground is new to the model."""
    return world_fit(resized(resized(part.x, 16), 48), part.y)


@candidate(WORLDS)
def worlds_by_strides(part: Part) -> Any:
    """Strided convolutions and mirror images."""
    return world_fit(part.x, part.y, 14)
