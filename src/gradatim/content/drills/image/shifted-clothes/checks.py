import keras
import numpy as np
from checking import require, require_close, require_defined
from pictures import load_pictures


class Fixed:
    """Stands in for a model: gives the same scores whatever it gets."""

    def __init__(self, scores):
        self.scores = np.asarray(scores, "float32")

    def predict(self, images, **_):
        return self.scores

    def __call__(self, images, **_):
        return self.scores


def moved_right(images, right):
    return np.pad(images, ((0, 0), (0, 0), (right, 0), (0, 0)))[:, :, : images.shape[2]]


def check_shifts_to_the_right(answer):
    """Pictures move to the right, and what comes in is black."""
    images = np.arange(1, 2 * 3 * 5 + 1, dtype="float32").reshape(2, 3, 5, 1)
    before = images.copy()
    given = answer.shifted(images, 2)
    require(
        isinstance(given, np.ndarray) and given.shape == images.shape,
        expected=f"an array of the same shape {images.shape}",
        received=given,
        look="Make a new array like `images` and fill it.",
    )
    require(
        not np.any(given[:, :, :2]),
        expected="the first 2 columns (third axis) to be black after a shift by 2",
        received=given[0, :, :2, 0],
        look="Which axis is the width, and where do the pixels go that leave on the other side?",
    )
    require_close(
        given,
        moved_right(images, 2),
        what="the shifted pictures",
        expected="the left part of each row to lie 2 columns further right",
        look="Copy columns 0 to width - right of the pictures to columns `right` to the end.",
    )
    require(
        np.array_equal(images, before),
        expected="the given pictures to stay as they are",
        received="changed pictures",
        look="Write into a new array.",
    )


def check_any_distance(answer):
    """A shift by 0 changes nothing; others move by just as much."""
    images = np.random.default_rng(3).random((3, 6, 7, 1)).astype("float32")
    for right in (0, 1, 6):
        require_close(
            answer.shifted(images, right),
            moved_right(images, right),
            what=f"pictures shifted by {right}",
            expected=f"each pixel to be found {right} columns further right",
            look="Beware of `-right` as the end of a slice when right is 0.",
        )


def check_accuracy(answer):
    """Accuracy is the share of pictures whose most probable class is the label."""
    scores = [[0.1, 0.9, 0.0], [0.6, 0.3, 0.1], [0.2, 0.3, 0.5], [0.4, 0.5, 0.1]]
    for labels, wanted in (([1, 0, 2, 0], 0.75), ([1, 1, 1, 0], 0.25)):
        given = answer.accuracy(Fixed(scores), np.zeros((4, 28, 28, 1), "float32"), np.array(labels))
        require_close(
            given,
            wanted,
            what=f"the accuracy of {round(wanted * 4)} right answers out of 4",
            look="The most probable class is the position of the largest of each row's numbers.",
        )


def true_accuracies(right):
    images, labels = load_pictures()
    images = moved_right(images, right)
    models = {file: keras.models.load_model(file) for file in ("dense.keras", "conv.keras")}
    return {file: np.mean(model(images).numpy().argmax(axis=1) == labels) for file, model in models.items()}


def check_measures_both_models(answer):
    """`measure` gives the accuracy of both models on the shifted pictures."""
    given, true = answer.measure(2), true_accuracies(2)
    require(
        isinstance(given, dict) and set(given) == set(true),
        expected="a dictionary with the keys dense.keras and conv.keras",
        received=given,
        look="Take each model's file name as the key.",
    )
    for file, wanted in true.items():
        require_close(
            given[file],
            wanted,
            what=f"the accuracy of {file} for a shift of 2",
            tolerance=0.005,
            look="Load the model of that name, and shift the pictures by `right` before you measure.",
        )


def check_names_the_sturdier_model(answer):
    """STURDIER is the model that still recognises pictures that are shifted by 4 pixels."""
    name = require_defined(answer, "STURDIER", look="Measure both models first, then set it to the file's name.")
    accuracies = true_accuracies(4)
    require(
        name in accuracies,
        expected='"dense.keras" or "conv.keras"',
        received=name,
        look="Name the file, as a text.",
    )
    require(
        name == max(accuracies, key=accuracies.get),
        expected="the model that has the higher accuracy on pictures shifted by 4 pixels",
        received=f"{name}, with {accuracies[name]:.2f}",
        look="Print the accuracies of both models for shifts of 0, 2 and 4, and compare what each loses.",
    )
