import numpy as np
from checking import require, require_close


def check_difference(answer):
    """A seasonal difference is a value minus the value a season earlier."""
    rng = np.random.default_rng(2)
    for size, season in ((20, 7), (9, 4), (30, 1)):
        series = rng.integers(0, 100, size).astype(float)
        wanted = np.array([series[t] - series[t - season] for t in range(season, size)])
        require_close(
            answer.seasonal_difference(series, season),
            wanted,
            what=f"the differences of {series[: season + 2].astype(int).tolist()}, … with season {season}",
            expected=f"{size - season} differences, each from the value a season earlier: {wanted[0]:.0f} first",
            look="Two slices of the series: one without its beginning, one without its end.",
        )


def check_undo_one_season(answer):
    """Within the first season, each forecast is its difference plus the value one season before."""
    history = np.array([1.0, 2, 3, 10, 20, 30])
    received = answer.undo(np.array([5.0, 6.0]), history, 3)
    look = "The value one season before the first forecast lies `season` positions from the end of the history."
    told = "[15, 26], each difference plus the value one season before it, in history [1, 2, 3, 10, 20, 30], season 3"
    require_close(received, [15.0, 26.0], what="two forecasts", look=look, expected=told)


def check_longer_than_a_season(answer):
    """Beyond the first season, the forecasts already made are built upon."""
    received = answer.undo(np.ones(5), np.array([0.0, 0.0, 10.0, 20.0]), 2)
    look = "One season before the third forecast lies the first forecast, not the history."
    told = "[11, 21, 12, 22, 13] for five differences of 1 after 10, 20: the second season builds on the first"
    require_close(received, [11.0, 21.0, 12.0, 22.0, 13.0], what="five forecasts", look=look, expected=told)


def check_round_trip(answer):
    """Undoing the differences gives the series back, and leaves the history as it was."""
    rng = np.random.default_rng(3)
    for size, season, known in ((40, 7, 14), (25, 3, 3), (12, 1, 5)):
        series = rng.normal(100, 20, size)
        history = series[:known].copy()
        differences = series[known:] - series[known - season : -season]
        look = "Differences of steps right after the history must lead back to the series itself."
        received = answer.undo(differences, history, season)
        require_close(received, series[known:], what=f"the series from step {known} on, season {season}", look=look)
        require(
            len(history) == known and np.array_equal(history, series[:known]),
            expected="the history to stay as it was",
            received=history,
            look="Append to a copy.",
        )
