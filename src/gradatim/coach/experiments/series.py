"""The series that is forecast: what the windows hold of it, and what came after."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from gradatim.bank.exam_task import OutputKind
from gradatim.coach.case import Case
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats, Integers

_STEPS_ALIKE = 8


@dataclass(frozen=True)
class Series:
    """Windows of the series that is forecast, and what came after.

    Args:
        past: What each window holds of it, `(rows, steps)`, oldest first.
        future: What the model has to forecast, `(rows, horizon)`.
    """

    past: Floats
    future: Floats

    @property
    def horizon(self) -> int:
        """Steps to forecast."""
        return int(self.future.shape[1])

    @cached_property
    def whole(self) -> Floats:
        """Past and future, `(rows, steps + horizon)`."""
        return np.concatenate([self.past, self.future], axis=1)

    def earlier(self, steps: int) -> Floats:
        """Return what a forecast that is late by so many steps says, `(rows, horizon)`."""
        start = self.past.shape[1] - steps
        return self.whole[:, start : start + self.horizon]

    def rows_before(self, steps: int) -> Integers:
        """Return the rows whose window comes so many steps before that of the row so many rows later.

        Where windows follow each other step by step, these are nearly all, and the later one knows what came after.
        """
        if steps + _STEPS_ALIKE > self.past.shape[1] or steps >= len(self.past):
            return np.arange(0)
        rows = np.arange(len(self.past) - steps)
        alike = self.past[rows, -_STEPS_ALIKE:] == self.past[rows + steps, -_STEPS_ALIKE - steps : -steps]
        return np.asarray(rows[alike.all(axis=1)], dtype=np.int64)

    def is_usual(self, steps: int) -> bool:
        """Return whether people would repeat what was so many steps before: one forecast earlier, or a season."""
        if self.horizon > 1:
            return steps % self.horizon == 0 or (steps > self.horizon and self._is_season(steps))
        return steps == 1 or self._is_season(steps)

    def steps_late(self, steps: int) -> int:
        """Return by how much more than something usual a forecast repeats what was so many steps before.

        Who forecasts by what was 52 weeks before, and is a day late, repeats what was 365 days before.
        """
        nearest = range(steps - 1, max(steps - self.horizon, 0), -1) if steps > self.horizon > 1 else ()
        return next((steps - season for season in nearest if self.is_usual(season)), steps)

    def _is_season(self, steps: int) -> bool:
        """Return whether what was so many steps before misses by less than its neighbours."""
        near = (steps - 1, steps + 1) if steps < self.past.shape[1] else (steps - 1,)
        return all(self._misses(steps) < self._misses(other) for other in near)

    def _misses(self, steps: int) -> float:
        return mean_error(self.earlier(steps), self.future)


def series_of(case: Case, examples: Examples) -> Series | None:
    """Return the forecast series within the windows, or None when no channel holds it in the target's unit.

    The channel is found in the candidate's own examples, see `Case.target_channel`.
    """
    if case.task.area != "series" or case.task.output.kind is not OutputKind.VALUE:
        return None
    channel = case.target_channel
    if channel is None:
        return None
    inputs = examples.inputs.astype(np.float64)
    past = inputs.reshape(*inputs.shape[:2], -1)[:, :, channel]
    return Series(past, examples.targets.astype(np.float64).reshape(len(past), -1))


def mean_error(one: Floats, other: Floats) -> float:
    """Return the mean absolute difference."""
    return float(np.abs(one - other).mean())
