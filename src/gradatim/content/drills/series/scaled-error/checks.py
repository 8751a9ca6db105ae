import numpy as np
from checking import line_of, require, require_close

TRAIN = np.array([10.0, 20, 12, 24, 11, 27])


def truth(actual, forecast, train, season):
    naive = [abs(train[t] - train[t - season]) for t in range(season, len(train))]
    return float(np.mean(np.abs(actual - forecast)) / np.mean(naive))


def check_value(answer):
    """The error of the forecasts is divided by that of the naive forecast."""
    actual, forecast = np.array([15.0, 30.0]), np.array([11.0, 34.0])
    received = answer.mase(actual, forecast, np.array([0.0, 2.0, 4.0, 6.0]), 1)
    look = "Below the line stands the mean absolute error of the naive forecast within the training part, nothing else."
    told = "2.0: an error of 4, where the naive forecast is wrong by 2 at each step of training"
    require_close(received, 2.0, what="the scaled error", look=look, expected=told)


def check_season(answer):
    """The naive forecast says: as `season` steps ago."""
    actual, forecast = np.array([13.0, 28.0, 12.0]), np.array([11.0, 27.0, 14.0])
    for season in (2, 3, 1):
        received = answer.mase(actual, forecast, TRAIN, season)
        wanted = truth(actual, forecast, TRAIN, season)
        look = "The naive forecast of train[t] is train[t - season]."
        require_close(received, wanted, what=f"the scaled error with season {season}", look=look)


def check_scale_is_of_training(answer):
    """The scale does not depend on the test part."""
    rng = np.random.default_rng(1)
    train, error = rng.normal(100, 20, 60), rng.normal(0, 5, 20)
    quiet, wild = np.full(20, 100.0), rng.normal(100, 60, 20)
    wanted = truth(quiet, quiet + error, train, 7)
    for name, actual in (("quiet", quiet), ("wild", wild)):
        received = answer.mase(actual, actual + error, train, 7)
        told = f"{wanted:.4f}, for a {name} test part as for any other with the same errors"
        look = "The scale is measured within the training part."
        require_close(received, wanted, what="the scaled error", look=look, expected=told)
    require(
        isinstance(received, float),
        expected="a float",
        received=f"a {type(received).__name__}",
        look="Turn the result into a Python float.",
        line=line_of("mase"),
    )


def check_no_scale(answer):
    """A training part that repeats itself exactly is refused."""
    try:
        received = answer.mase(np.ones(3), np.zeros(3), np.tile([1.0, 2.0, 3.0], 4), 3)
    except ValueError:
        return
    require(
        False,
        expected="a ValueError when the naive forecast makes no error in training",
        received=received,
        look="NumPy divides by zero with a warning only.",
        line=line_of("mase"),
    )
