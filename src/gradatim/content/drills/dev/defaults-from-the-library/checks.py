import inspect

import keras
import tensorflow as tf
from checking import line_of, require, shown


def forecast(series, horizon, *more, season=24, scale=None, seed=0, **options):
    """Stand in for a function that no one has seen before."""


def keyword_only(path, *, labels, verbose=False):
    """Stand in for a function with an argument that must be given by name."""


def described(function):
    """Return how a learner writes the function's name."""
    names = {
        tf.strings.length: "tf.strings.length",
        tf.image.resize: "tf.image.resize",
        tf.strings.split: "tf.strings.split",
        keras.ops.top_k: "keras.ops.top_k",
        keras.layers.LSTM: "keras.layers.LSTM",
    }
    return names.get(function, f"def {function.__name__}{inspect.signature(function)}")


def require_default(answer, function, parameter, wanted, look):
    """Hold one default against the truth."""
    try:
        received = answer.default_of(function, parameter)
    except ValueError as error:
        received = f"a ValueError, {error}"
    require(
        type(received) is type(wanted) and received == wanted,
        expected=f"{shown(wanted)} as the default of {parameter!r} in {described(function)}",
        received=received,
        look=look,
        line=line_of("default_of"),
    )


def check_default_of_the_library(answer):
    """`default_of` returns the defaults of TensorFlow and Keras."""
    for function, parameter in (
        (tf.strings.length, "unit"),
        (tf.image.resize, "method"),
        (keras.callbacks.EarlyStopping, "patience"),
        (keras.utils.image_dataset_from_directory, "batch_size"),
    ):
        wanted = inspect.signature(function).parameters[parameter].default
        require_default(answer, function, parameter, wanted, "`inspect.signature` describes a function or a class.")


def check_default_of_any_function(answer):
    """`default_of` reads the signature of any function."""
    for parameter, wanted in (("season", 24), ("seed", 0)):
        require_default(answer, forecast, parameter, wanted, "Is the value read from the signature of `function`?")


def check_none_is_a_default(answer):
    """A default may be None."""
    look = "How does a signature mark a parameter without a default? It is not None."
    require_default(answer, forecast, "scale", None, look)
    require_default(answer, tf.strings.split, "sep", None, look)


def check_no_default_raises(answer):
    """A parameter without a default, or one that is not there, raises a ValueError."""
    for function, parameter, why in (
        (forecast, "series", "which must be given"),
        (keyword_only, "labels", "which must be given by name"),
        (forecast, "period", "which is not there"),
    ):
        try:
            received = answer.default_of(function, parameter)
        except (ValueError, KeyError) as error:
            received = error
        require(
            isinstance(received, ValueError),
            expected=f"a ValueError for {parameter!r}, {why}, in {described(function)}",
            received=f"{type(received).__name__}: {received}" if isinstance(received, KeyError) else received,
            look="`inspect.Parameter.empty` marks what has no default; `parameters` has only what is there.",
            line=line_of("default_of"),
        )


def check_required(answer):
    """`required` returns what must be given, in order."""
    for function, wanted in (
        (tf.image.resize, ["images", "size"]),
        (keras.ops.top_k, ["x", "k"]),
        (forecast, ["series", "horizon"]),
        (keyword_only, ["path", "labels"]),
        (keras.layers.LSTM, ["units"]),
    ):
        received = answer.required(function)
        require(
            isinstance(received, list) and received == wanted,
            expected=f"the list {wanted} for {described(function)}",
            received=received,
            look="Which parameters have no default? Those that collect whatever comes are not required.",
            line=line_of("required"),
        )
