"""Seconds of wall clock and of CPU, and how they are written."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10

SIGNIFICANT_DIGITS = 3


@dataclass(frozen=True)
class Timing:
    """Wall-clock and CPU seconds of one run; CPU is user and system time of all its processes and threads."""

    wall: float
    cpu: float


def timed(run: Callable[[], object]) -> Timing:
    """Time a call and the child processes that ended in it."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    run()
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return Timing(ended - started, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def medians(timings: Sequence[Timing]) -> Timing:
    """Return the median wall clock and the median CPU, which may be of different runs."""
    return Timing(statistics.median(one.wall for one in timings), statistics.median(one.cpu for one in timings))


def figure(value: float) -> str:
    """Return a number with three significant digits, never in powers of ten.

    Example:
        >>> figure(1103.7), figure(0.01234), figure(2.0)
        ('1,104', '0.0123', '2.00')
    """
    if value == 0:
        return "0"
    decimals = max(0, SIGNIFICANT_DIGITS - 1 - floor(log10(abs(value))))
    return f"{value:,.{decimals}f}"


def summary(seconds: Sequence[float], factor: float, unit: str) -> str:
    """Return median, range and number of runs.

    Args:
        seconds: One value a run.
        factor: What turns seconds into the unit.
        unit: Such as `ms`.

    Example:
        >>> summary([1.0, 1.2, 1.1], 1000, "ms")
        '1,100 ms (1,000 to 1,200, n = 3)'
    """
    low, middle, high = (figure(factor * value) for value in (min(seconds), statistics.median(seconds), max(seconds)))
    return f"{middle} {unit} ({low} to {high}, n = {len(seconds)})"
