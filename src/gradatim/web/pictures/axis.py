"""From values to places in a drawing: a straight scale with round marks."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from gradatim.exams.numbers import readable

_ROUND = (1, 2, 2.5, 5, 10)
_DIGITS = 3


@dataclass(frozen=True)
class Axis:
    """A straight scale.

    Args:
        low: The value at `start`.
        high: The value at `end`; above `low`.
        start: Place of `low` in the drawing.
        end: Place of `high`; below `start` where places fall as values rise.
    """

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of a value; one beyond the ends is kept at the end."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)

    def marks(self, most: int = 5) -> list[float]:
        """Return round values within the axis, at most so many.

        Example:
            >>> Axis(0.0, 9.3, 0.0, 100.0).marks()
            [0.0, 2.0, 4.0, 6.0, 8.0]
        """
        span = self.high - self.low
        power = 10.0 ** math.floor(math.log10(span / most))
        steps = (size * power * factor for factor in (1, 10) for size in _ROUND)
        step = next((one for one in steps if math.floor(self.high / one) - math.ceil(self.low / one) < most), span)
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [index * step + 0.0 for index in range(first, last + 1)]


def axis(values: Iterable[float], start: float, end: float, *, with_zero: bool = False) -> Axis:
    """Return an axis over all values, with a little room at both ends.

    Args:
        values: What must find a place; finite.
        start: Place of the lowest.
        end: Place of the highest.
        with_zero: Whether 0 is on the axis, without room below it where nothing is negative. Defaults to False.
    """
    found = [float(value) for value in values] or [0.0, 1.0]
    low, high = min(found), max(found)
    if with_zero:
        low, high = min(0.0, low), max(0.0, high)
    if high <= low:
        margin = max(abs(low) * 0.05, 1e-9 if low else 1.0)
        return Axis(low - (0.0 if with_zero and low == 0 else margin), high + margin, start, end)
    room = (high - low) * 0.05
    return Axis(
        low - (0.0 if with_zero and low == 0 else room), high + (0.0 if with_zero and high == 0 else room), start, end
    )


def figure(value: float, digits: int = _DIGITS) -> str:
    """Return a number for people: three significant digits, no trailing zeros behind the point.

    Example:
        >>> figure(2.5), figure(0.12345), figure(1200.0), figure(-3.0)
        ('2.5', '0.123', '1,200', '-3')
    """
    text = readable(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text and "×" not in text else text
