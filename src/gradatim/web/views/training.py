"""How long the reference answers train: on this machine when its speed was measured, else where they were proven."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from pydantic import Field

from gradatim.bank.exam_task import ExamTask
from gradatim.web.views.view import View
from gradatim.workspace.doctor.factor import TrainingSpeed, predict, reference_cpu_seconds


class TrainingTime(View):
    """How long it takes to train one reference answer for each category once."""

    seconds: float = Field(description="The middle of what may be drawn.")
    low: float = Field(description="The quickest answers that may be drawn.")
    high: float = Field(description="The slowest answers that may be drawn.")
    measured_here: bool = Field(
        description="Whether the speed of this machine was measured (gradatim doctor --smoke); "
        "otherwise the figures are those of a quiet machine with two cores."
    )


def training_time(pools: Sequence[Sequence[ExamTask]], speed: TrainingSpeed | None) -> TrainingTime | None:
    """Return how long one training of one task from each pool takes.

    Args:
        pools: The tasks that may be drawn for each category; for a drawn form, one each.
        speed: What was measured here.

    Returns:
        The sum over the categories; None when a pool has no task that was measured.
    """
    ranges = [_range(pool, speed) for pool in pools]
    known = [found for found in ranges if found is not None]
    if not known or len(known) < len(ranges):
        return None
    middle, low, high = (sum(found[part] for found in known) for part in range(3))
    return TrainingTime(seconds=middle, low=low, high=high, measured_here=speed is not None)


def _range(pool: Sequence[ExamTask], speed: TrainingSpeed | None) -> tuple[float, float, float] | None:
    """Return the median, the least and the most seconds of a pool."""
    times = [found for task in pool if (found := _seconds(task, speed)) is not None]
    if not times:
        return None
    return (
        statistics.median(middle for middle, _, _ in times),
        min(low for _, low, _ in times),
        max(high for _, _, high in times),
    )


def _seconds(task: ExamTask, speed: TrainingSpeed | None) -> tuple[float, float, float] | None:
    if speed is not None:
        found = predict(task, speed)
        return (found.seconds, found.low, found.high) if found else None
    # Where the answers were proven, a quiet machine took about as many seconds as its processor.
    seconds = reference_cpu_seconds(task)
    return None if seconds is None else (seconds, seconds, seconds)
