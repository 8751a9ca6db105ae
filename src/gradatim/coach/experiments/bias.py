"""Answers that are too high, or too low, by about the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from gradatim.bank.exam_task import OutputKind
from gradatim.coach.case import Case
from gradatim.coach.experiments.cross_fit import cross_fitted
from gradatim.coach.suspicion import Suspicion
from gradatim.grading.metrics.bootstrap import Floats, Integers
from gradatim.grading.metrics.mean import mean_of_rows

_ONE_SIDED = 0.7
_FOLLOWS = 0.25


def bias_suspicions(case: Case) -> Iterator[Suspicion]:
    """Yield whether one constant, added to all answers, makes them better, with the mean error and its interval."""
    if case.task.output.kind is not OutputKind.VALUE:
        return
    truth = case.hidden.targets.astype(np.float64).reshape(case.predictions.shape)
    errors = case.predictions - truth
    measured = mean_of_rows(errors.reshape(len(errors), -1).mean(axis=1), case.hidden.blocks)
    low, high = measured.interval
    if low <= 0 <= high:
        return

    def fit(rows: Integers) -> Callable[[Floats], Floats]:
        constant = float(np.median(errors[rows]))
        return lambda predictions: predictions - constant

    unit = f" {case.task.rubric.unit}" if case.task.rubric.unit else ""
    word = "high" if measured.value > 0 else "low"
    along = errors.reshape(len(errors), -1).mean(axis=0)
    yield Suspicion(
        "forecast-bias",
        f"The answers are too {word} by {abs(measured.value):.4g}{unit} on average (95 % interval "
        f"{min(abs(low), abs(high)):.4g} to {max(abs(low), abs(high)):.4g}).",
        {
            "mean_error": measured.value,
            "interval": [low, high],
            "constant": -float(np.median(errors)),
            "mean_error_per_step": [round(float(value), 6) for value in along],
        },
        cross_fitted(case.predictions, case.hidden, fit),
    )


def one_sided_suspicion(case: Case) -> Suspicion | None:
    """Return the bias whose errors nearly all go one way, though one constant would not mend them.

    What has learnt nothing yet is one-sided too, as are the answers to inputs in another form. So without the bias the
    answers have to be better than one value for all; and outside of series to vary as the truth does, if less.
    """
    if case.task.output.kind is not OutputKind.VALUE:
        return None
    truth = case.hidden.targets.astype(np.float64).reshape(case.predictions.shape)
    if case.task.area != "series" and case.predictions.std() < _FOLLOWS * truth.std():
        return None
    errors = case.predictions - truth
    if np.abs(errors - np.median(errors)).mean() >= np.abs(truth - np.median(truth)).mean():
        return None
    if abs(float(errors.mean())) < _ONE_SIDED * float(np.abs(errors).mean()):
        return None
    biased = next(bias_suspicions(case), None)
    return None if biased is None else replace(biased, mended=None)
