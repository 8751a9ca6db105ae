"""What takes part in the grading benchmark."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from benchmarks.grading.workload import MadeCase
from benchmarks.timing import Timing


@dataclass(frozen=True)
class Graded:
    """One submission that a contender graded.

    Args:
        metric: The metric that it found.
        timings: What it took, by the name of the column on the page.
    """

    metric: float
    timings: Mapping[str, Timing]


class Contender(AbstractContextManager["Contender"], Protocol):
    """A way of grading. Entering the context starts what is started once, leaving it ends that."""

    @property
    def name(self) -> str:
        """Its name for people."""
        ...

    @property
    def is_slow(self) -> bool:
        """Whether a submission takes it many seconds, so that fewer repetitions must do."""
        ...

    def grade(self, made: MadeCase, model: Path) -> Graded:
        """Grade a model that it has never seen, on the rows of a case."""
        ...
