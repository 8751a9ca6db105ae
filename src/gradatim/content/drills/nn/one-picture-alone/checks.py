import keras
import numpy as np
from checking import require


def model_of_corners():
    """Return a model whose class is the brightest of four corners: 0 top left, 1 top right, 2 bottom left, 3."""
    weights = np.zeros((28, 28, 4), "float32")
    weights[:14, :14, 0] = weights[:14, 14:, 1] = weights[14:, :14, 2] = weights[14:, 14:, 3] = 0.01
    return fixed_model(weights.reshape(-1, 4), np.zeros(4))


def model_of_brightness():
    """Return a model with class 1 for pictures with a mean grey value above 249.5 of 255, else class 0."""
    weights = np.stack([np.zeros(784), np.full(784, 2000 / 784)], axis=1)
    return fixed_model(weights, np.array([0.0, -2000 * 249.5 / 255]))


def fixed_model(weights, bias):
    inputs = keras.Input((28, 28, 1))
    dense = keras.layers.Dense(len(bias), activation="softmax")
    model = keras.Model(inputs, dense(keras.layers.Flatten()(keras.layers.MaxPooling2D(1)(inputs))))
    dense.set_weights([weights, bias])
    return model


def picture_with(corner):
    picture = np.random.default_rng(corner).integers(0, 40, size=(28, 28), dtype="uint8")
    rows, columns = divmod(corner, 2)
    picture[14 * rows : 14 * rows + 14, 14 * columns : 14 * columns + 14] += 180
    return picture


def check_names_the_class(answer):
    """One picture gives one class."""
    model = model_of_corners()
    for corner in (2, 0, 3, 1):
        made = answer.class_of(model, picture_with(corner))
        require(
            isinstance(made, int | np.integer),
            expected="one whole number",
            received=made,
            look="`predict` answers with an array for the whole batch: take the row of your picture, then its class.",
        )
        require(
            made == corner,
            expected=f"class {corner}, the most probable of 4",
            received=made,
            look="Which position in the row of probabilities is the highest?",
        )


def check_scales_as_in_training(answer):
    """The picture is scaled as the training data were."""
    model = model_of_brightness()
    for brightness, wanted in ((60, 0), (200, 0), (249, 0), (250, 1)):
        made = answer.class_of(model, np.full((28, 28), brightness, "uint8"))
        require(
            made == wanted,
            expected=f"values from 0 to 1, as in training: class {wanted} for a picture of brightness {brightness}",
            received=f"class {made}",
            look="README shows how the training data were prepared; a new picture needs all of it.",
        )
