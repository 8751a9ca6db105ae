"""A first look at many changes of the inputs at once, on a few rows and in one question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gradatim.coach.case import Case, rows_of
from gradatim.coach.experiments.inputs import Change
from gradatim.coach.significance import fine_losses
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats

_ROWS = 64


def rows_to_scan(sample: Examples) -> Examples:
    """Return the rows of a sample that a first look is made on."""
    return rows_of(sample, np.arange(min(_ROWS, len(sample.inputs))))


def best_change(case: Case, scan: Examples, changes: Sequence[Change]) -> tuple[Floats, int] | None:
    """Return the losses of these rows with the change that helps most, and its place; None where nothing may be asked.

    All changes count as tried, so that what comes out has to be better by so much more.

    Args:
        case: The submission.
        scan: From `rows_to_scan`.
        changes: One or more.
    """
    answers = case.answers(np.concatenate([change(scan.inputs) for change in changes]))
    if answers is None:
        return None
    case.tried += len(changes)
    losses = [fine_losses(case, part, scan) for part in np.split(answers, len(changes))]
    best = int(np.argmin([loss.mean() for loss in losses]))
    return losses[best], best
