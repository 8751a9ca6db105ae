"""Inputs in another unit than the task's: centimetres for millimetres, hours for minutes, logarithms for amounts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from gradatim.coach.case import Case, Inputs
from gradatim.coach.experiments.inputs import Change, InputChange
from gradatim.coach.experiments.scan import best_change, rows_to_scan
from gradatim.coach.significance import fine_losses, is_better
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats

_FACTORS = (0.1, 10, 0.01, 100, 0.001, 1000)
_TIMES = (1 / 60, 60)
_MOST_COLUMNS = 24
_LEAST_OF_AMOUNTS = 20
"""Below it nobody takes logarithms."""
_ROUNDS = 6
_ROWS_FOR_A_ROUND = 4000
"""A round takes about 2,000 rows, and what comes after all repairs needs as many."""


@dataclass(frozen=True)
class _Unit:
    """Another unit of the inputs, or of one column of a table."""

    words: str
    convert: Callable[[Floats], Floats]
    column: int | None = None

    def apply(self, values: Floats) -> Floats:
        changed = values.copy()
        part = (..., slice(None) if self.column is None else self.column)
        changed[part] = self.convert(values[part])
        return changed


def input_unit(case: Case, sample: Examples) -> InputChange | None:
    """Return the units in which the model had its inputs, where they are other than the task's, if that helps.

    All units are tried on a few rows in one question, those of a table for each column by itself, too; the best one is
    kept where it helps by more than chance, and what helps on top of it, in another column, is looked for again. The
    number of tries is counted, so that what comes out has to be better by so much more.

    Args:
        case: The submission.
        sample: The hidden rows that experiments are made on.
    """
    if case.task.input.dtype != "float32" or case.task.area == "image":
        return None
    scan = rows_to_scan(case, sample)
    answers = case.answers(scan.inputs)
    if answers is None:
        return None
    least = fine_losses(case, answers, scan)
    kept: list[_Unit] = []
    units = _units(case)
    for _ in range(_ROUNDS):
        choices = [unit for unit in units if unit.column not in [one.column for one in kept]]
        if not choices or (kept and (kept[-1].column is None or case.budget.left < _ROWS_FOR_A_ROUND)):
            break
        found = best_change(case, scan, [_converted([*kept, unit]) for unit in choices])
        if found is None or not is_better(least, found[0], scan.blocks, tried=case.tried):
            break
        least = found[0]
        kept.append(choices[found[1]])
    if not kept:
        return None
    return InputChange("input-scale", ", ".join(unit.words for unit in kept), _converted(kept), searched=True)


def _units(case: Case) -> list[_Unit]:
    training = case.training.inputs
    units = [_multiplied(factor, None) for factor in _FACTORS]
    if training.ndim == 2 and training.shape[1] <= _MOST_COLUMNS:
        for column in range(training.shape[1]):
            units += [_multiplied(factor, column) for factor in (*_FACTORS, *_TIMES)]
            if training[:, column].min() >= 0 and training[:, column].max() > _LEAST_OF_AMOUNTS:
                units.append(_Unit(f"replaced by its logarithm in column {column}", _logarithm, column))
    return units


def _multiplied(factor: float, column: int | None) -> _Unit:
    words = f"multiplied by {factor:g}" if factor > 1 else f"divided by {1 / factor:g}"
    return _Unit(words if column is None else f"{words} in column {column}", lambda values: values * factor, column)


def _logarithm(values: Floats) -> Floats:
    return np.asarray(np.log1p(np.maximum(values, 0)), dtype=np.float64)


def _converted(units: Sequence[_Unit]) -> Change:
    def apply(inputs: Inputs) -> Inputs:
        return reduce(lambda values, unit: unit.apply(values), units, inputs.astype(np.float64)).astype(inputs.dtype)

    return apply
