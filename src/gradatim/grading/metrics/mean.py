"""A mean over rows and its interval: what accuracy, log loss and both absolute errors come down to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import fsum

import numpy as np

from gradatim.grading.metrics.bootstrap import Floats, Integers, block_sums, ratio_interval
from gradatim.grading.metrics.wilson import Interval


@dataclass(frozen=True)
class Measured:
    """A value and its 95 % interval, which is found when it is asked for: resampling takes longest by far.

    Args:
        value: The metric.
        find_interval: Finds the interval.
    """

    value: float
    find_interval: Callable[[], Interval]

    @cached_property
    def interval(self) -> Interval:
        """The 95 % interval, low and high."""
        return self.find_interval()


def mean_of_rows(losses: Floats, blocks: Integers | None) -> Measured:
    """Return the mean loss of all rows and its bootstrap interval.

    Args:
        losses: One loss per row.
        blocks: One label per row, or None.

    Returns:
        The mean, added up exactly so that it does not depend on the order of the rows, and its interval.
    """
    value = fsum(losses.tolist()) / len(losses)

    def interval() -> Interval:
        sums = block_sums(np.stack([losses, np.ones(len(losses))], axis=1), blocks)
        return ratio_interval(sums, value)

    return Measured(value, interval)
