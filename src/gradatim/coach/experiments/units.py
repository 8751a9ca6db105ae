"""Inputs in another unit than the task's: centimetres for millimetres, shares for percentages."""

from __future__ import annotations

import numpy as np

from gradatim.coach.case import Case
from gradatim.coach.experiments.inputs import Change, InputChange
from gradatim.coach.experiments.scan import best_change, rows_to_scan
from gradatim.coach.significance import fine_losses, is_better
from gradatim.data.examples import Examples

_FACTORS = (0.1, 10, 0.01, 100, 0.001, 1000)


def input_unit(case: Case, sample: Examples) -> InputChange | None:
    """Return the power of ten by which the model's inputs differ from the task's, or None when no power helps.

    All powers are tried on a few rows in one question. The number of tries is counted, so that what comes out has to
    be better by so much more.

    Args:
        case: The submission.
        sample: The hidden rows that experiments are made on.
    """
    if case.task.input.dtype != "float32" or case.task.area == "image":
        return None
    scan = rows_to_scan(sample)
    answers = case.answers(scan.inputs)
    found = best_change(case, scan, [_multiplied(factor) for factor in _FACTORS]) if answers is not None else None
    if answers is None or found is None:
        return None
    losses, best = found
    if not is_better(fine_losses(case, answers, scan), losses, scan.blocks, tried=case.tried):
        return None
    factor = _FACTORS[best]
    words = f"multiplied by {factor:g}" if factor > 1 else f"divided by {1 / factor:g}"
    return InputChange("input-scale", words, _multiplied(factor))


def _multiplied(factor: float) -> Change:
    return lambda inputs: (inputs.astype(np.float64) * factor).astype(inputs.dtype)
