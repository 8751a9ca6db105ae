"""Numbers for people: as many digits as tell the bands apart, and never a rounding that looks like another score."""

from __future__ import annotations

import itertools
import math

from gradatim.bank.exam_task import Rubric
from gradatim.grading.bands import score_for

_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_DIGITS = 17
"""A float of 64 bits holds no more significant decimal digits."""


def readable(value: float, digits: int) -> str:
    """Return a number with so many significant digits, in powers of ten when it is huge or tiny.

    Example:
        >>> readable(0.87349, 3), readable(1234567.0, 4), readable(0.0000321, 2), readable(2.5e9, 2)
        ('0.873', '1,235,000', '3.2 × 10⁻⁵', '2.5 × 10⁹')
    """
    if value == 0 or not math.isfinite(value):
        return f"{value:.0f}"
    exponent = math.floor(math.log10(abs(value)))
    if not -4 <= exponent < 7:
        mantissa, _, power = f"{value:.{digits - 1}e}".partition("e")
        return f"{mantissa} × 10{str(int(power)).translate(_SUPERSCRIPTS)}"
    decimals = digits - 1 - exponent
    return f"{round(value, decimals):,.{max(0, decimals)}f}"


def readable_bands(rubric: Rubric) -> tuple[str, ...]:
    """Return the five thresholds, all to the same decimal place: the coarsest that is right to a thousandth of a step.

    Example:
        >>> from gradatim.bank.exam_task import MetricName
        >>> readable_bands(Rubric(MetricName.ACCURACY, (0.5, 0.6, 0.7, 0.8, 0.85)))
        ('0.50', '0.60', '0.70', '0.80', '0.85')
    """
    step = _smallest_step(rubric)
    place = math.floor(math.log10(step))
    while any(abs(round(band, -place) - band) > step / 1000 for band in rubric.bands):
        place -= 1
    return tuple(readable(band, _digits_down_to(place, band)) for band in rubric.bands)


def readable_metric(value: float, rubric: Rubric) -> str:
    """Return the metric with one digit more than the bands' steps need, or as many as keep it in its band.

    A metric of 0.84996 under a band of 0.85 is shown as 0.84996, never as 0.850. A metric far beyond the bands gets no
    more digits than the bands themselves.
    """
    place = math.floor(math.log10(_smallest_step(rubric))) - 1
    largest = max(abs(band) for band in rubric.bands)
    digits = max(3, min(_digits_down_to(place, value), _digits_down_to(place, largest)))
    while digits < _MOST_DIGITS and score_for(float(f"{value:.{digits - 1}e}"), rubric) != score_for(value, rubric):
        digits += 1
    return readable(value, digits)


def _smallest_step(rubric: Rubric) -> float:
    return min(abs(right - left) for left, right in itertools.pairwise(rubric.bands))


def _digits_down_to(place: int, value: float) -> int:
    """Return how many significant digits reach the decimal place 10**place."""
    return max(1, math.floor(math.log10(abs(value))) - place + 1) if value else 1
