"""What was measured, by model and by column of the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from benchmarks.grading.workload import CASES, Case
from benchmarks.timing import Timing, medians

Quantity = Callable[[Timing], float]


def cpu_of(timing: Timing) -> float:
    """Return the CPU seconds."""
    return timing.cpu


def wall_of(timing: Timing) -> float:
    """Return the wall-clock seconds."""
    return timing.wall


class Measurements:
    """All timings of one run of the benchmark."""

    def __init__(self) -> None:
        self._timings: dict[tuple[str, str], list[Timing]] = defaultdict(list)

    def add(self, case: Case, column: str, timing: Timing) -> None:
        """Keep one timing."""
        self._timings[case.id, column].append(timing)

    def count(self, column: str) -> int:
        """Return the number of repetitions of a column."""
        return min(len(self._timings[case.id, column]) for case in CASES)

    def median(self, case: Case, column: str, quantity: Quantity) -> float:
        """Return the median seconds of one model."""
        return quantity(medians(self._timings[case.id, column]))

    def total(self, column: str, quantity: Quantity) -> float:
        """Return the sum of the medians of all models."""
        return sum(self.median(case, column, quantity) for case in CASES)

    def ratios(self, column: str, base: str, quantity: Quantity) -> Sequence[float]:
        """Return for each model how many times more than the base a column takes."""
        return [self.median(case, column, quantity) / self.median(case, base, quantity) for case in CASES]
