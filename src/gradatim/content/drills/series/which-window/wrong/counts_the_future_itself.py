import numpy as np
import pandas as pd


def shop(seed: int) -> tuple[pd.Series, pd.Series]:
    """Return the true level and the visits of each day of a year."""
    rng, day = np.random.default_rng(seed), np.arange(365)
    level = pd.Series(200 + 0.8 * day + 10 * np.sin(2 * np.pi * day / 365))
    return level, level + 30 * np.sin(2 * np.pi * day / 7) + rng.normal(0, 4, 365)


def trailing(series: pd.Series) -> pd.Series:
    return series.rolling(7).mean()


def centred(series: pd.Series) -> pd.Series:
    return series.rolling(7, center=True).mean()


def distance(smoothed: pd.Series, level: pd.Series) -> float:
    """Return the mean absolute difference, over positions that are not NaN."""
    return (smoothed - level).abs().mean()


def look_ahead(smooth, series: pd.Series, today: int) -> float:
    """Return the largest change up to `today` when all values after `today` are 1000 higher."""
    raised = series.copy()
    raised.iloc[today + 1 :] += 1000
    return (smooth(raised) - smooth(series)).abs().max()


FOR_A_CHART = "centred"
FOR_A_FEATURE = "trailing"
