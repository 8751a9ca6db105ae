import keras
import numpy as np
from checking import line_of, require, require_close


def check_value(answer):
    """The error of arrays of the same shape is right."""
    received = answer.mean_absolute_error(np.array([1.0, 2.0, 3.0]), np.array([2.0, 0.0, 3.0]))
    look = "Take the absolute value of each difference, then the mean of those."
    told = "1.0, the mean of the absolute differences 1, 2 and 0"
    require_close(received, 1.0, what="the error of [2, 0, 3] when [1, 2, 3] happened", look=look, expected=told)


def check_column_of_forecasts(answer):
    """A column of forecasts (n, 1) is compared with its own labels, one by one."""
    labels = np.array([1.0, 2.0, 3.0, 4.0])
    for actual, forecast in ((labels, labels[:, np.newaxis]), (labels[:, np.newaxis], labels)):
        received = answer.mean_absolute_error(actual, forecast)
        require(
            received == 0,
            expected=f"0.0 for perfect forecasts of shape {forecast.shape} and actual values of shape {actual.shape}",
            received=f"{received}; the mean over every label minus every forecast would be 1.25",
            look="NumPy broadcasts (4, 1) and (4,) to (4, 4). Give both the same shape first.",
            line=line_of("mean_absolute_error"),
        )


def check_same_as_keras(answer):
    """The result is a float, and equals that of Keras for one step and for several."""
    rng = np.random.default_rng(6)
    for shape in ((50,), (50, 1), (20, 24)):
        actual, forecast = rng.normal(100, 30, shape), rng.normal(100, 30, shape)
        received = answer.mean_absolute_error(actual, forecast)
        wanted = float(keras.metrics.MeanAbsoluteError()(actual, forecast))
        look = "All values count the same, whatever their axis."
        require_close(received, wanted, what=f"the error for shape {shape}", look=look, tolerance=1e-4)
        require(
            isinstance(received, float),
            expected="a float",
            received=f"a {type(received).__name__}",
            look="Turn the result into a Python float.",
            line=line_of("mean_absolute_error"),
        )


def check_refuses_other_sizes(answer):
    """Different numbers of values are refused with ValueError, also where NumPy could broadcast them."""
    for sizes in ((3, 4), (5, 1), (1, 5)):
        try:
            received = answer.mean_absolute_error(np.zeros(sizes[0]), np.zeros(sizes[1]))
        except ValueError:
            continue
        require(
            False,
            expected=f"a ValueError for {sizes[0]} actual values and {sizes[1]} forecasts",
            received=received,
            look="One value against many is broadcast without an error: compare the sizes yourself.",
            line=line_of("mean_absolute_error"),
        )
