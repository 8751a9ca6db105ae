import numpy as np
import pandas as pd
from checking import line_of, require, require_close, require_defined

WINDOWS = ("trailing", "centred")


def check_shop(answer):
    """The given functions are as they were."""
    level, visits = answer.shop(3)
    day = np.arange(365)
    truth = 200 + 0.8 * day + 10 * np.sin(2 * np.pi * day / 365)
    noise = np.random.default_rng(3).normal(0, 4, 365)
    same = np.allclose(level, truth) and np.allclose(visits, truth + 30 * np.sin(2 * np.pi * day / 7) + noise)
    same = same and answer.trailing(visits).equals(visits.rolling(7).mean())
    require(
        same and answer.centred(visits).equals(visits.rolling(7, center=True).mean()),
        expected="shop, trailing and centred as the starter gives them",
        received="other values",
        look="Take these three functions from the starter again; only the two measures are yours to write.",
        line=line_of("shop"),
    )


def check_distance(answer):
    """`distance` is the mean absolute difference where the smoothed series is defined."""
    level = pd.Series([1.0, 1.0, 1.0, 1.0, 1.0])
    smoothed = pd.Series([np.nan, 3.0, -1.0, 1.5, np.nan])
    received = answer.distance(smoothed, level)
    look = "Take the absolute difference at each position, then the mean; above and below must not cancel out."
    require_close(received, 1.5, what="the mean absolute difference of [nan, 3, -1, 1.5, nan] from 1", look=look)


def check_look_ahead_of_trailing(answer):
    """A trailing mean has a look-ahead of 0."""
    _, visits = answer.shop(5)
    kept = visits.copy()
    received = answer.look_ahead(lambda series: series.rolling(9).mean(), visits, 100)
    look = "Compare only positions up to and including `today`; the values after it are meant to change."
    require_close(received, 0.0, what="the look-ahead of a trailing mean", look=look)
    require(
        visits.equals(kept),
        expected="the given series to stay as it was",
        received=f"{int((visits != kept).sum())} values that changed",
        look="Change a copy.",
        line=line_of("look_ahead"),
    )


def check_look_ahead_of_centred(answer):
    """A window that reaches h positions ahead shows by how much."""
    _, visits = answer.shop(5)
    look = "Raise by exactly 1000, beginning at the position after `today`, and take the largest absolute change."
    for width, today in ((9, 100), (3, 17)):
        received = answer.look_ahead(lambda series, w=width: series.rolling(w, center=True).mean(), visits, today)
        wanted = 1000 * (width // 2) / width
        require_close(received, wanted, what=f"the look-ahead of a centred mean of width {width}", look=look)
    received = answer.look_ahead(lambda series: -series.shift(-1), visits, 40)
    require_close(received, 1000.0, what="the look-ahead of tomorrow's value with its sign changed", look=look)


def check_choices(answer):
    """Each purpose has the window that measures best for it."""
    measured = {}
    for name in WINDOWS:
        smooth = getattr(answer, name)
        years = [answer.shop(seed) for seed in (11, 12, 13)]
        away = np.mean([answer.distance(smooth(visits), level) for level, visits in years])
        ahead = max(answer.look_ahead(smooth, visits, 200) for _, visits in years)
        measured[name] = (away, ahead)
    told = "; ".join(f"{name}: {away:.1f} away, look-ahead {ahead:.0f}" for name, (away, ahead) in measured.items())
    wanted = {
        "FOR_A_CHART": min(WINDOWS, key=lambda name: measured[name][0]),
        "FOR_A_FEATURE": min((n for n in WINDOWS if measured[n][1] == 0), key=lambda name: measured[name][0]),
    }
    for name, window in wanted.items():
        received = require_defined(answer, name, look='Write "trailing" or "centred".')
        require(
            received == window,
            expected=f"{name} to be the window that measures best for it",
            received=f"{received!r}, where the checks measure {told}",
            look="A feature may use nothing of the future; of the windows that are allowed, the nearest is best.",
            line=line_of(name),
        )
