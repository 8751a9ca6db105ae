import keras
import numpy as np
from checking import require, require_close

SIDE = 40


def untouched():
    """A base that hands the picture on, so that one sees what reaches it."""
    return keras.Sequential([keras.Input((SIDE, SIDE, 1)), keras.layers.Activation("linear")])


def ramp(axis):
    """A picture whose values rise by 1 per pixel along one axis: a shift shows as a difference."""
    values = np.arange(SIDE, dtype="float32")
    picture = np.broadcast_to(values[:, None] if axis == 0 else values[None], (SIDE, SIDE))
    return np.ascontiguousarray(picture)[None, ..., None]


def in_training(answer, picture, times=60):
    """Return what reaches the base in training, for so many copies of a picture."""
    keras.utils.set_random_seed(3)
    model = answer.with_augmentation(untouched())
    return np.asarray(model(np.repeat(picture, times, axis=0), training=True))[..., 0]


def check_predicts_as_before(answer):
    """predict gives what the base gives, and the base itself is inside."""
    base = keras.Sequential([keras.Input((12, 10, 3)), keras.layers.Conv2D(2, 3), keras.layers.Flatten()])
    model = answer.with_augmentation(base)
    require(
        isinstance(model, keras.Model) and model.input_shape == (None, 12, 10, 3),
        expected="a model for pictures of shape (12, 10, 3), as the base takes them",
        received=model.input_shape if isinstance(model, keras.Model) else model,
        look="Begin with keras.Input of the base's own input shape, and return the model.",
    )
    pictures = np.random.default_rng(0).random((6, 12, 10, 3)).astype("float32")
    require_close(
        model.predict(pictures, verbose=0),
        base.predict(pictures, verbose=0),
        what="predict",
        tolerance=1e-4,
        expected="predict to give what base gives, without any change of the pictures",
        look="Keras' augmentation layers switch themselves off outside training.",
    )
    require(
        any(layer is base for layer in model.layers),
        expected="base itself to be the last layer, so that training changes its weights",
        received=f"{[layer.name for layer in model.layers]}",
        look="Put `base` into the list of layers.",
    )


def check_never_upside_down(answer):
    """Pictures are mirrored left-right in about half of the cases and never upside down."""
    rows = in_training(answer, ramp(0))
    require(
        (rows[:, -5, 20] > rows[:, 5, 20]).all(),
        expected="no picture to stand upside down in training",
        received=f"{int((rows[:, -5, 20] < rows[:, 5, 20]).sum())} of 60 upside down",
        look="In which direction does RandomFlip mirror unless it is told?",
    )
    columns = in_training(answer, ramp(1))
    share = (columns[:, 20, -5] < columns[:, 20, 5]).mean()
    require(
        0.2 < share < 0.8,
        expected="about half of the pictures to be mirrored left-right in training",
        received=f"{share:.0%}",
        look="Which layer mirrors pictures at random?",
    )


def check_shifts_a_little(answer):
    """Pictures are shifted at random by up to a tenth of each side, both ways."""
    for axis, name in ((0, "height"), (1, "width")):
        given = in_training(answer, ramp(axis))
        # A mirrored ramp shows 39 - value: turn it back before the shift is read off the middle.
        turned = given[:, 20, -5] < given[:, 20, 5] if axis else np.zeros(60, bool)
        middle = np.where(turned, SIDE - 1 - given[:, 20, 20], given[:, 20, 20]) - 20
        require(
            middle.min() < -1.5 and middle.max() > 1.5,
            expected=f"pictures to be shifted both ways along the {name}, by up to {SIDE // 10} of {SIDE} pixels",
            received=f"shifts from {middle.min():.1f} to {middle.max():.1f} pixels",
            look="Which layer shifts at random, and which of its numbers belongs to this side?",
        )
        require(
            np.abs(middle).max() <= SIDE / 10 + 0.01,
            expected=f"pictures to be shifted along the {name} by at most {SIDE // 10} of {SIDE} pixels",
            received=f"shifts from {middle.min():.1f} to {middle.max():.1f} pixels",
            look="The layer wants shares of the side, not pixels: a tenth is 0.1.",
        )


def check_fills_with_the_nearest(answer):
    """What comes in at the border is the nearest pixel."""
    given = in_training(answer, ramp(0))
    steps = np.diff(given[:, :, 20], axis=1)
    require(
        steps.min() > -1e-3,
        expected="the border to be filled with the nearest pixels",
        received="pixels of the other kind at the border, such as a reflection",
        look="fill_mode decides what comes in.",
    )
