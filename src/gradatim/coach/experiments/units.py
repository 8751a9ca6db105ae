"""Inputs in another unit than the task's: centimetres for millimetres, shares for percentages."""

from __future__ import annotations

import numpy as np

from gradatim.coach.case import Case, Inputs
from gradatim.coach.experiments.inputs import Change, InputChange
from gradatim.coach.experiments.scan import best_change, rows_to_scan
from gradatim.coach.significance import fine_losses, is_better
from gradatim.data.examples import Examples

_FACTORS = (0.1, 10, 0.01, 100, 0.001, 1000)
_MOST_COLUMNS = 24


def input_unit(case: Case, sample: Examples) -> InputChange | None:
    """Return the power of ten by which the model's inputs, or one column of them, differ from the task's, if one helps.

    All powers are tried on a few rows in one question, those of a table for each column by itself, too. The number of
    tries is counted, so that what comes out has to be better by so much more.

    Args:
        case: The submission.
        sample: The hidden rows that experiments are made on.
    """
    if case.task.input.dtype != "float32" or case.task.area == "image":
        return None
    scan = rows_to_scan(sample)
    answers = case.answers(scan.inputs)
    columns = (
        range(sample.inputs.shape[1]) if sample.inputs.ndim == 2 and sample.inputs.shape[1] <= _MOST_COLUMNS else ()
    )
    choices = [(factor, column) for column in (None, *columns) for factor in _FACTORS]
    found = best_change(case, scan, [_multiplied(*choice) for choice in choices]) if answers is not None else None
    if answers is None or found is None:
        return None
    losses, best = found
    if not is_better(fine_losses(case, answers, scan), losses, scan.blocks, tried=case.tried):
        return None
    factor, column = choices[best]
    words = f"multiplied by {factor:g}" if factor > 1 else f"divided by {1 / factor:g}"
    where = "" if column is None else f" in column {column}"
    return InputChange("input-scale", f"{words}{where}", _multiplied(factor, column))


def _multiplied(factor: float, column: int | None = None) -> Change:
    def apply(inputs: Inputs) -> Inputs:
        changed = inputs.astype(np.float64)
        changed[..., slice(None) if column is None else column] *= factor
        return changed.astype(inputs.dtype)

    return apply
