"""From a metric to a score of 0 to 5, and how far it is to the next one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from math import isnan

from gradatim.bank.exam_task import MetricName, Rubric

HIGHEST_SCORE = 5
"""A point for each band that is reached."""

_SIGNIFICANT_DIGITS = 3


@dataclass(frozen=True)
class NextBand:
    """The next score and what is missing for it.

    Args:
        score: The score that comes next, 1 to 5.
        threshold: The metric that it needs.
        distance: How much more, or less, of the metric that is; always above 0.
        unit: The metric's unit; empty when it has none.
    """

    score: int
    threshold: float
    distance: float
    unit: str = ""

    def sentence(self, metric: MetricName) -> str:
        """Return the distance in words, rounded so that going exactly that far is enough.

        Args:
            metric: The metric that the bands are in.

        Returns:
            A phrase without a full stop.

        Example:
            >>> NextBand(score=4, threshold=0.9, distance=0.0125, unit="").sentence(MetricName.ACCURACY)
            '0.0125 more accuracy for 4'
        """
        amount = _rounded_up(self.distance) + (f" {self.unit}" if self.unit else "")
        direction = "more" if metric.higher_is_better else "less"
        return f"{amount} {direction} {metric.value} for {self.score}"


def score_for(value: float, rubric: Rubric) -> int:
    """Return the score of a metric: how many bands it reaches. Nothing is rounded; a band itself counts as reached.

    Args:
        value: The metric on the hidden data.
        rubric: The task's bands.

    Returns:
        0 to 5; 0 for a value that is not a number.

    Example:
        >>> score_for(0.9, Rubric(MetricName.ACCURACY, (0.5, 0.6, 0.7, 0.8, 0.9)))
        5
    """
    return sum(_reaches(value, band, rubric.metric) for band in rubric.bands)


def next_band(value: float, rubric: Rubric) -> NextBand | None:
    """Return the first band that a metric does not reach.

    Args:
        value: The metric on the hidden data.
        rubric: The task's bands.

    Returns:
        The next band, or None when the score is 5.

    Raises:
        ValueError: The value is not a number.
    """
    if isnan(value):
        raise ValueError("Expected a metric. Received: a value that is not a number")
    score = score_for(value, rubric)
    if score == len(rubric.bands):
        return None
    threshold = rubric.bands[score]
    # In decimals, as people read the two numbers: 0.8 - 0.787 is 0.013 and not 0.013000000000000012.
    distance = abs(Decimal(repr(float(threshold))) - Decimal(repr(float(value))))
    return NextBand(score=score + 1, threshold=threshold, distance=float(distance), unit=rubric.unit)


def _reaches(value: float, band: float, metric: MetricName) -> bool:
    return value >= band if metric.higher_is_better else value <= band


def _rounded_up(distance: float) -> str:
    exact = Decimal(repr(distance))
    step = Decimal(1).scaleb(exact.adjusted() - _SIGNIFICANT_DIGITS + 1)
    rounded = exact.quantize(min(step, Decimal(1)), rounding=ROUND_CEILING)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
