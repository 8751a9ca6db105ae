"""A first look at many changes of the inputs at once, on a few rows and in one question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gradatim.coach.case import Case, rows_of
from gradatim.coach.experiments.inputs import Change
from gradatim.coach.significance import fine_losses
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats

_PART, _FEWEST, _OF_DEEP = 4, 16, 8
"""A first look is at each fourth row of a sample, or at so many of them; at fewer where a row costs much."""
_FEWEST_OF_MANY = 8
_ROWS_IN_ALL = 1600
_FINALISTS = 8


def rows_to_scan(case: Case, sample: Examples) -> Examples:
    """Return the rows of a sample that a first look is made on: each fourth one, or some more where rows are few."""
    rows = _OF_DEEP if case.is_deep else max(_FEWEST, len(sample.inputs) // _PART)
    rows = min(len(sample.inputs), rows)
    return rows_of(sample, np.linspace(0, len(sample.inputs) - 1, rows).astype(np.int64))


def best_change(case: Case, scan: Examples, changes: Sequence[Change]) -> tuple[Floats, int] | None:
    """Return the losses of these rows with the change that helps most, and its place; None without an answer.

    Where there are very many changes, a few of the rows choose those that all rows are asked about. All changes count
    as tried, so that what comes out has to be better by so much more.

    Args:
        case: The submission.
        scan: From `rows_to_scan`.
        changes: One or more.
    """
    case.tried += len(changes)
    places = list(range(len(changes)))
    rows = max(_FEWEST_OF_MANY, _ROWS_IN_ALL // len(changes))
    if rows < len(scan.inputs):
        few = rows_of(scan, np.linspace(0, len(scan.inputs) - 1, rows).astype(np.int64))
        by_few = _losses(case, few, changes).mean(axis=1)
        places = [int(place) for place in np.argsort(by_few, kind="stable")[:_FINALISTS] if np.isfinite(by_few[place])]
    losses = _losses(case, scan, [changes[place] for place in places])
    if not np.isfinite(losses).any():
        return None
    best = int(losses.mean(axis=1).argmin())
    return losses[best], places[best]


def _losses(case: Case, rows: Examples, changes: Sequence[Change]) -> Floats:
    """Return the loss of each row with each change, `(changes, rows)`; infinite where the model gives no answer."""
    answers = case.answers_to_each([change(rows.inputs) for change in changes])
    losses = np.full((len(changes), len(rows.inputs)), np.inf)
    for place, answer in enumerate(answers):
        if answer is not None:
            losses[place] = fine_losses(case, answer, rows)
    return losses
