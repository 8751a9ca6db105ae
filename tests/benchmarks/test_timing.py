"""Figures are read by people: no powers of ten, three digits that mean something."""

from __future__ import annotations

import subprocess
import sys

import pytest
from benchmarks.timing import Timing, figure, medians, summary, timed

SPIN = "import time\nwhile time.process_time() < 0.3: pass"


@pytest.mark.parametrize(
    ("value", "written"),
    [(1103.7, "1,104"), (12345.6, "12,346"), (99.96, "100.0"), (15.02, "15.0"), (0.01234, "0.0123"), (0, "0")],
)
def test_a_figure_is_never_written_in_powers_of_ten(value: float, written: str) -> None:
    assert figure(value) == written


def test_a_summary_gives_median_range_and_number_of_runs() -> None:
    assert summary([1.0, 5.0, 1.1], 1000, "ms") == "1,100 ms (1,000 to 5,000, n = 3)"


def test_the_medians_of_wall_clock_and_cpu_are_taken_apart() -> None:
    assert medians([Timing(1, 9), Timing(2, 7), Timing(3, 8)]) == Timing(2, 8)


def test_a_timing_counts_the_cpu_of_a_child_and_of_its_child() -> None:
    child = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {SPIN!r}])\n{SPIN}"
    assert 0.55 < timed(lambda: subprocess.run([sys.executable, "-c", child], check=True)).cpu < 3
