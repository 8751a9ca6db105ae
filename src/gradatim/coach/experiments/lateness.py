"""Forecasts of another time: what they repeat, how late they are, or how early."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gradatim.coach.case import Case, drawn_rows, rows_of
from gradatim.coach.experiments.series import Series, mean_error, series_of
from gradatim.coach.significance import is_better
from gradatim.coach.suspicion import Suspicion
from gradatim.grading.metrics.bootstrap import Floats, Integers

_NEAR = 0.35
_NO_BETTER = 0.9
_HARDLY_BETTER = 0.8
_ALIGNED = 0.6
_ALIKE, _GOES_WITH = 0.9, 0.75
_LARGEST_SHIFT = 400
_LARGEST_ADVANCE = 24
_FEWEST_ROWS_BEFORE = 64
_ROWS_COMPARED = 256
_ABOUT_EQUAL = 1.25


def repeated_suspicion(series: Series, predictions: Floats) -> Suspicion | None:
    """Return whether the forecast is nearly what was seen before, so that nothing else has to be asked."""
    flat = predictions.reshape(series.future.shape)
    last = np.repeat(series.past[:, -1:], series.horizon, axis=1)
    if _repeats(flat, last, series.future):
        return _persistence("the last value", flat, last, series)
    steps = _best_shift(series, flat)
    if not series.is_usual(steps) or not _repeats(flat, series.earlier(steps), series.future):
        return None
    return _persistence(_before(steps), flat, series.earlier(steps), series)


def late_suspicion(case: Case, series: Series, predictions: Floats) -> Suspicion | None:
    """Return whether the forecast follows the series some steps late, however loosely.

    A network with targets from `k` steps too early fits the series at the shift `k` better than where it belongs. It
    has to do so by far, by more than chance (corrected for all shifts that are compared), on the candidate's own
    windows as well as on the hidden ones, and to be hardly better than what it would repeat: an honest forecast of a
    series with seasons is near to the last season too, but nearer to the truth.
    """
    flat = predictions.reshape(series.future.shape)
    steps = _best_shift(series, flat)
    if not _is_late(series, flat, steps, case.hidden.blocks) or not _is_late_on_own(case, steps):
        return None
    earlier = series.earlier(steps)
    moved = case.metric((series.future + flat - earlier).reshape(case.predictions.shape))
    if series.is_usual(steps):
        return replace(_persistence(_before(steps), flat, earlier, series), metric=moved)
    late = series.steps_late(steps)
    distance, error = mean_error(flat, series.earlier(late)), mean_error(flat, series.future)
    return Suspicion(
        "lag",
        f"Moved {late} {'step' if late == 1 else 'steps'} earlier, the forecast misses by {distance:.4g} on average, "
        f"and by {error:.4g} as it is.",
        {"steps": late, "error_as_is": error, "error_when_moved": distance},
        metric=moved,
    )


def early_suspicion(case: Case, series: Series, predictions: Floats) -> Suspicion | None:
    """Return whether the forecast follows the series some steps early: what it says is true of a later time.

    As for late ones, it has to fit there by far better than where it belongs, beyond chance, and to go with what comes.
    """
    flat = predictions.reshape(series.future.shape)
    longest = min(_LARGEST_ADVANCE, series.past.shape[1])
    rows_of_steps = {steps: series.rows_before(steps) for steps in range(1, longest + 1)}
    rows_of_steps = {steps: rows for steps, rows in rows_of_steps.items() if len(rows) >= _FEWEST_ROWS_BEFORE}
    if not rows_of_steps:
        return None

    def losses(steps: int) -> Floats:
        rows = rows_of_steps[steps]
        return _centred_losses(flat[rows], series.future[rows + steps])

    steps = min(rows_of_steps, key=lambda steps: float(losses(steps).mean()))
    rows = rows_of_steps[steps]
    examples, later = rows_of(case.hidden, rows), series.future[rows + steps]
    here, there = _centred_losses(flat[rows], series.future[rows]), losses(steps)
    if there.mean() > _ALIGNED * here.mean() or _correlation(flat[rows], later) < _GOES_WITH:
        return None
    if not is_better(here, there, examples.blocks, tried=len(rows_of_steps)):
        return None
    distance, error = mean_error(flat[rows], later), mean_error(flat[rows], series.future[rows])
    moved = series.future[rows] + flat[rows] - later
    return Suspicion(
        "lag",
        f"Moved {steps} {'step' if steps == 1 else 'steps'} later, the forecast misses by {distance:.4g} on average, "
        f"and by {error:.4g} as it is.",
        {"steps": -steps, "error_as_is": error, "error_when_moved": distance},
        metric=case.metric(moved.reshape(case.predictions[rows].shape), examples),
    )


def _shifts(series: Series) -> range:
    return range(1, min(series.past.shape[1], _LARGEST_SHIFT) + 1)


def _best_shift(series: Series, flat: Floats) -> int:
    """Return how many steps too early the series fits the forecast best, sought on some of the rows.

    What fits at a shift fits nearly as well a season before that, so of about equal ones the smallest is meant that
    fits better than its neighbours.
    """
    # Drawn, not each n-th one: of hours, those of two or three times of day would be left.
    rows = drawn_rows(len(flat), _ROWS_COMPARED)
    some, part = flat[rows], Series(series.past[rows], series.future[rows])
    losses = {steps: float(_centred_losses(some, part.earlier(steps)).mean()) for steps in _shifts(series)}
    least = min(losses.values())

    def is_meant(steps: int) -> bool:
        beside = min(losses.get(steps - 1, np.inf), losses.get(steps + 1, np.inf))
        return losses[steps] <= min(beside, _ABOUT_EQUAL * least)

    return next(steps for steps in losses if is_meant(steps))


def _is_late(series: Series, flat: Floats, steps: int, blocks: Integers | None) -> bool:
    """Return whether a forecast fits the series so many steps earlier, and not where it belongs."""
    earlier = series.earlier(steps)
    here, there = _centred_losses(flat, series.future), _centred_losses(flat, earlier)
    return (
        bool(there.mean() <= _ALIGNED * here.mean())
        and mean_error(flat, series.future) >= _HARDLY_BETTER * mean_error(earlier, series.future)
        and _correlation(flat, earlier) >= _ALIKE
        and is_better(here, there, blocks, tried=len(_shifts(series)))
    )


def _is_late_on_own(case: Case, steps: int) -> bool:
    """Return whether the candidate's own windows show the same shift, where the model may be asked about them."""
    answers = case.training_predictions
    series = None if answers is None else series_of(case, case.training_examples)
    if answers is None or series is None:
        return True
    return _is_late(series, answers.reshape(series.future.shape), steps, case.training_examples.blocks)


def _centred_losses(one: Floats, other: Floats) -> Floats:
    """Return the mean absolute difference of each row, after the mean of all differences is taken away.

    A constant that was added looks like lateness in a series that climbs, and is another mistake.
    """
    difference = one - other
    return np.asarray(np.abs(difference - difference.mean()).mean(axis=1), dtype=np.float64)


def _repeats(flat: Floats, repeated: Floats, future: Floats) -> bool:
    """Return whether the forecast is nearly the repeated past, goes with it, and is no better than it."""
    error, distance = mean_error(flat, future), mean_error(flat, repeated)
    no_better = error >= _NO_BETTER * mean_error(repeated, future)
    near = distance <= _NEAR * error and no_better and _correlation(flat, repeated) >= _ALIKE
    # A constant that was added may bring a forecast near to some earlier value, but does not make it go with that.
    return near and bool(_centred_losses(flat, repeated).mean() <= _ALIGNED * _centred_losses(flat, future).mean())


def _before(steps: int) -> str:
    return "the last value" if steps == 1 else f"what was seen {steps} steps before"


def _persistence(what: str, flat: Floats, repeated: Floats, series: Series) -> Suspicion:
    distance, error = mean_error(flat, repeated), mean_error(flat, series.future)
    return Suspicion(
        "persistence",
        f"The forecast repeats {what}: it differs from that by {distance:.4g} on average, and from the truth by "
        f"{error:.4g}.",
        {"repeats": what, "distance_to_it": distance, "error": error},
    )


def _correlation(one: Floats, other: Floats) -> float:
    """Return Pearson's correlation of all values; 0 where one of the two is constant."""
    if one.std() < 1e-12 or other.std() < 1e-12:
        return 0.0
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])
