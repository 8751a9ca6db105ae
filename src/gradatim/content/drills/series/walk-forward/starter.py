import numpy as np


def shop(seed: int) -> np.ndarray:
    """Return the sales of 600 days: a level that wanders, a weekly pattern and noise."""
    rng, day = np.random.default_rng(seed), np.arange(600)
    level = 200 + np.cumsum(rng.normal(0, 2.5, 600))
    return level + 30 * np.sin(2 * np.pi * day / 7) + rng.normal(0, 15, 600)


def average(weeks: int):
    """Return a forecaster that averages each weekday over the last weeks."""

    def forecaster(history: np.ndarray, horizon: int) -> np.ndarray:
        return np.resize(history[-7 * weeks :].reshape(weeks, 7).mean(axis=0), horizon)

    return forecaster


def walk_forward(series: np.ndarray, forecaster, first: int, horizon: int) -> float:
    """Return the mean absolute error of forecasts, each made from the past alone."""
    ...  # TODO: go through the series, horizon by horizon


def best_weeks(series: np.ndarray, first: int, horizon: int) -> int:
    """Return the number of weeks, 1 to 12, whose average has the least error."""
    ...  # TODO


WEEKS = ...  # TODO: the number of weeks with the least mean error over the shops 0 to 9
