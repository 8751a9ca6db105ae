import numpy as np
from checking import line_of, require, require_close


def days(seed=0, count=30):
    rng = np.random.default_rng(seed)
    actual = rng.normal(200, 50, (count, 24))
    return actual, actual + rng.normal(0, 3, (count, 24))


def check_axis(answer):
    """The bias has one value for each of the 24 columns."""
    received = answer.bias(*days())
    require(
        isinstance(received, np.ndarray) and received.shape == (24,),
        expected="bias to return an array of shape (24,)",
        received=received,
        look="Average over the days, which are the first axis.",
        line=line_of("bias"),
    )


def check_sign(answer):
    """The bias is positive where the forecast is too high."""
    actual, forecast = days(1)
    forecast[:, :12] += 10
    forecast[:, 12:] -= 20
    received = answer.bias(actual, forecast)
    wanted = (forecast - actual).mean(axis=0)
    told = "about 10 in the first twelve columns, where the forecast is too high, and about -20 in the others"
    look = "forecast - actual, neither the other way round nor its absolute value."
    require_close(received, wanted, what="the bias", look=look, expected=told)


def check_worst_hour(answer):
    """The worst hour is the one furthest off, too high or too low, by the clock."""
    for begin, column, shift in ((0, 5, 40), (0, 7, -40), (6, 3, 40), (6, 20, -40), (6, 18, 40), (23, 1, -40)):
        actual, forecast = days(2, count=10)
        forecast[:, column] += shift
        forecast[:, (column + 1) % 24] += 15
        received = answer.worst_hour(actual, forecast, begin)
        hour = (begin + column) % 24
        require(
            isinstance(received, int | np.integer) and received == hour,
            expected=f"{hour}, the hour by the clock of column {column} when a row begins at {begin}:00; "
            f"there the forecast is {abs(shift)} too {'high' if shift > 0 else 'low'}",
            received=received,
            look="Look for the greatest absolute value, then go from the column to the clock.",
            line=line_of("worst_hour"),
        )
