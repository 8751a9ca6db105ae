"""The score interval of a proportion."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
Interval = tuple[float, float]


def wilson_interval(successes: float, trials: int, *, confidence: float = CONFIDENCE) -> Interval:
    """Return Wilson's score interval of a proportion.

    Source: Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, Journal of the
    American Statistical Association 22, 209-212; without continuity correction.

    Args:
        successes: How often it happened.
        trials: Out of how many independent trials, at least 1.
        confidence: Coverage of the interval. Defaults to 0.95.

    Returns:
        Lower and upper bound, within [0, 1].

    Raises:
        ValueError: There are no trials, or more successes than trials.

    Example:
        >>> [round(bound, 4) for bound in wilson_interval(10, 20)]
        [0.2993, 0.7007]
    """
    if trials < 1 or not 0 <= successes <= trials:
        raise ValueError(f"Expected 0 <= successes <= trials and trials >= 1. Received: {successes} of {trials}")
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share = successes / trials
    scale = 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / scale
    half = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials)) / scale
    # At the ends the formula gives exactly 0 and 1, up to rounding.
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == trials else min(1.0, centre + half)
    return low, high
