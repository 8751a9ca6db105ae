"""What every section is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.ours import Installation
from benchmarks.steps import Steps


@dataclass(frozen=True)
class Bench:
    """One run of the benchmark.

    Args:
        folder: A temporary folder of this run.
        cache: A folder that is kept between runs.
        installation: Gradatim with the bank that ships.
        runs: Repetitions of what takes seconds.
        slow_runs: Repetitions of what takes a quarter of a minute.
        steps: The progress display.
    """

    folder: Path
    cache: Path
    installation: Installation
    runs: int
    slow_runs: int
    steps: Steps
