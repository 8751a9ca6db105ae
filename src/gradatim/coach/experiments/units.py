"""Inputs in another unit than the task's: centimetres for millimetres, shares for percentages."""

from __future__ import annotations

import numpy as np

from gradatim.coach.case import Case, rows_of
from gradatim.coach.experiments.inputs import Change, InputChange
from gradatim.coach.significance import fine_losses, is_better
from gradatim.data.examples import Examples

_SCAN_ROWS = 64
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
    scan = rows_of(sample, np.arange(min(_SCAN_ROWS, len(sample.inputs))))
    asked = np.concatenate([scan.inputs, *(_multiplied(factor)(scan.inputs) for factor in _FACTORS)])
    answers = case.answers(asked)
    if answers is None:
        return None
    case.tried += len(_FACTORS)
    before, *after = (fine_losses(case, part, scan) for part in np.split(answers, 1 + len(_FACTORS)))
    best = int(np.argmin([losses.mean() for losses in after]))
    if not is_better(before, after[best], scan.blocks, tried=case.tried):
        return None
    factor = _FACTORS[best]
    words = f"multiplied by {factor:g}" if factor > 1 else f"divided by {1 / factor:g}"
    return InputChange("input-scale", words, _multiplied(factor))


def _multiplied(factor: float) -> Change:
    return lambda inputs: (inputs.astype(np.float64) * factor).astype(inputs.dtype)
