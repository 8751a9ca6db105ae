import keras
import numpy as np
from checking import require, require_defined


def shape_of(answer, name):
    """Return the shape that the learner gives, as a tuple."""
    shape = require_defined(answer, name, look="Put the tuple in the place of the three dots.")
    require(
        isinstance(shape, tuple | list),
        expected=f"{name} to be a tuple",
        received=shape,
        look="A tuple of one number is written with a comma: `(7,)`. Without it the brackets mean nothing.",
    )
    sizes = all(size is None or (isinstance(size, int) and size > 0) for size in shape)
    require(sizes, expected=f"{name} to hold whole numbers above 0, or None", received=shape, look="A number an axis.")
    return tuple(shape)


def accepts(shape, *arrays):
    """Return whether a model with this input shape takes all arrays as they are."""
    inputs = keras.Input(shape)
    model = keras.Model(inputs, keras.layers.Rescaling(2.0)(inputs))
    for array in arrays:
        if array.ndim != len(shape) + 1:
            return False
        try:
            model(array)
        except ValueError:
            return False
    return True


def require_shape(answer, name, axes, *arrays):
    """End the check unless the shape fits the arrays and leaves open only the axes whose length differs."""
    shape = shape_of(answer, name)
    require(
        len(shape) == len(axes),
        expected=f"{name} to be the shape of one example, with {len(axes)} {'axis' if len(axes) == 1 else 'axes'}",
        received=f"{shape}, {len(shape)} axes",
        look="The number of examples is not in it: Keras puts that axis in front by itself.",
    )
    for size, meaning in zip(shape, axes, strict=True):
        require(
            (size is None) == meaning.startswith("any"),
            expected=f"{name} with the axes ({', '.join(axes)})",
            received=str(shape),
            look="`None` is for an axis whose length differs from one batch to the next; the others have a number.",
        )
    require(
        accepts(shape, *arrays),
        expected=f"{name} to fit data of shape {' and '.join(str(array.shape) for array in arrays)}",
        received=str(shape),
        look=f"Take one example out of the array: its axes are ({', '.join(axes)}), in this order.",
    )


def check_shape_of_a_row(answer):
    """`BIRD` fits rows of a table."""
    require_shape(answer, "BIRD", ["measurements"], np.zeros((344, 4), "float32"))


def check_shape_of_photographs(answer):
    """`TILE` fits colour photographs."""
    require_shape(answer, "TILE", ["rows", "columns", "colour channels"], np.zeros((767, 32, 32, 3), "float32"))


def check_shape_of_weeks(answer):
    """`WEEK` fits windows of a series with several values."""
    require_shape(answer, "WEEK", ["hours", "cameras"], np.zeros((180, 168, 11), "float32"))


def check_shape_of_gestures(answer):
    """`GESTURE` fits sequences of any length."""
    short, long = np.zeros((8, 40, 6), "float32"), np.zeros((8, 300, 6), "float32")
    require_shape(answer, "GESTURE", ["any number of steps", "sensor values"], short, long)
