"""Forecasts: what they repeat, how late they are, how far off on average, and where they go flat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from gradatim.bank.exam_task import OutputKind
from gradatim.coach.case import Case, Inputs, drawn_rows, rows_of, sample_size
from gradatim.coach.experiments.cross_fit import cross_fitted
from gradatim.coach.significance import is_better
from gradatim.coach.suspicion import Suspicion
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats, Integers
from gradatim.grading.metrics.mean import mean_of_rows

_NEAR = 0.35
_NO_BETTER = 0.9
_HARDLY_BETTER = 0.8
_ALIGNED = 0.6
_ALIKE, _GOES_WITH = 0.9, 0.75
_LARGEST_SHIFT = 400
_LARGEST_ADVANCE = 24
_STEPS_ALIKE = 8
_FEWEST_ROWS_BEFORE = 64
_ROWS_COMPARED = 256
_ABOUT_EQUAL = 1.25
_FLAT_LATE = 0.4
_FLAT_AGAINST_EARLY = 0.5
_FLAT_ALONG = 0.1
_FEWEST_STEPS = 4
_WIDTHS = (1, 2, 3, 6, 12, 26)
_LOOKS_AHEAD = 0.3
_ONE_SIDED = 0.7
_FOLLOWS = 0.25


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
        return _mean_error(self.earlier(steps), self.future)


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
    distance, error = _mean_error(flat, series.earlier(late)), _mean_error(flat, series.future)
    return Suspicion(
        "lag",
        f"Moved {late} {'step' if late == 1 else 'steps'} earlier, the forecast misses by {distance:.4g} on average, "
        f"and by {error:.4g} as it is.",
        {"steps": late, "error_as_is": error, "error_when_moved": distance},
        metric=moved,
    )


def early_suspicion(case: Case, series: Series, predictions: Floats) -> Suspicion | None:
    """Return whether the forecast follows the series some steps early: what it says is true of a later time.

    As for late ones, it has to fit there by far better than where it belongs, beyond chance and all but to the measure.
    """
    flat = predictions.reshape(series.future.shape)
    longest = min(_LARGEST_ADVANCE, series.past.shape[1] - _STEPS_ALIKE)
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
    distance, error = _mean_error(flat[rows], later), _mean_error(flat[rows], series.future[rows])
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
        and _mean_error(flat, series.future) >= _HARDLY_BETTER * _mean_error(earlier, series.future)
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
    error, distance = _mean_error(flat, future), _mean_error(flat, repeated)
    no_better = error >= _NO_BETTER * _mean_error(repeated, future)
    near = distance <= _NEAR * error and no_better and _correlation(flat, repeated) >= _ALIKE
    # A constant that was added may bring a forecast near to some earlier value, but does not make it go with that.
    return near and bool(_centred_losses(flat, repeated).mean() <= _ALIGNED * _centred_losses(flat, future).mean())


def _before(steps: int) -> str:
    return "the last value" if steps == 1 else f"what was seen {steps} steps before"


def _persistence(what: str, flat: Floats, repeated: Floats, series: Series) -> Suspicion:
    distance, error = _mean_error(flat, repeated), _mean_error(flat, series.future)
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


def collapse_suspicion(series: Series, predictions: Floats) -> Suspicion | None:
    """Return whether the later steps of the forecast are flat while the truth is not."""
    if series.horizon < _FEWEST_STEPS:
        return None
    flat = predictions.reshape(series.future.shape)
    third, half = series.horizon // 3, series.horizon // 2
    ratio = flat.std(axis=0) / np.maximum(series.future.std(axis=0), 1e-12)
    early, late = float(ratio[:third].mean()), float(ratio[-third:].mean())
    along, along_late = _variation_along(flat, series.future), _variation_along(flat[:, half:], series.future[:, half:])
    if not ((late < _FLAT_LATE and late < _FLAT_AGAINST_EARLY * early) or along_late < _FLAT_ALONG):
        return None
    naive = _mean_error(series.earlier(series.horizon)[:, -third:], series.future[:, -third:])
    error = _mean_error(flat[:, -third:], series.future[:, -third:])
    if along >= _FLAT_ALONG and error < naive:
        return None
    return Suspicion(
        "horizon-collapse",
        f"In the last {third} steps the forecasts vary by {late:.0%} of what the truth does, in the first by "
        f"{early:.0%}; along the horizon by {along:.0%}, in its second half by {along_late:.0%}. The last steps miss "
        f"by {error:.4g}; repeating the last {series.horizon} steps misses by {naive:.4g}.",
        {
            "spread_early": early,
            "spread_late": late,
            "spread_along": along,
            "spread_along_late": along_late,
            "error_per_step": [round(float(value), 6) for value in np.abs(flat - series.future).mean(axis=0)],
            "naive_error_late": naive,
        },
    )


def _variation_along(flat: Floats, future: Floats) -> float:
    """Return how much forecasts vary from step to step, as a share of what the truth does."""
    return float(flat.std(axis=1).mean() / max(future.std(axis=1).mean(), 1e-12))


def look_ahead_suspicion(case: Case) -> Suspicion | None:
    """Return whether the model does well only on windows that were smoothed with values from after their end.

    Made with the candidate's own examples, whose futures are no secret: each window is replaced by centred averages
    that reach into the future, and by trailing ones of the same width. A model that was trained on centred averages
    does far better on the first. Any model that looks at the last value gains a little from them; so its gain must be
    well above that of repeating the last value.
    """
    known = case.training_predictions
    channel = case.target_channel
    if known is None or channel is None:
        return None
    some = np.arange(len(known))[:: max(1, len(known) // sample_size(case.training.inputs))]
    examples, plain = rows_of(case.training_examples, some), known[some]
    series = series_of(case, examples)
    if series is None:
        return None
    error = _mean_error(plain.reshape(series.future.shape), series.future)
    naive = _mean_error(np.repeat(series.past[:, -1:], series.horizon, axis=1), series.future)
    best: Suspicion | None = None
    best_gain = 0.0
    averages = [_averages(series, width) for width in _WIDTHS]
    asked = case.answers_to_each([_with_channel(examples.inputs, channel, centred) for centred, _ in averages])
    for width, (centred, trailing), with_future in zip(_WIDTHS, averages, asked, strict=True):
        if with_future is None:
            continue
        ahead = _mean_error(with_future.reshape(series.future.shape), series.future)
        last_smoothed = np.repeat(centred[:, -1:], series.horizon, axis=1)
        naive_gain = 1 - _mean_error(last_smoothed, series.future) / max(naive, 1e-12)
        gain = 1 - ahead / max(error, 1e-12)
        if gain <= max(naive_gain, 0.0) + _LOOKS_AHEAD or gain <= best_gain:
            continue
        without = case.answers(_with_channel(examples.inputs, channel, trailing))
        if without is None:
            continue
        behind = _mean_error(without.reshape(series.future.shape), series.future)
        if ahead < 0.8 * behind:
            best_gain = gain
            best = Suspicion(
                "look-ahead",
                f"On windows averaged over {2 * width + 1} steps, {width} of them after the window's end, the model "
                f"misses by {ahead:.4g}; on the same windows as they are given, by {error:.4g}.",
                {
                    "steps_ahead": width,
                    "error_with_the_future": ahead,
                    "error_as_given": error,
                    "error_trailing": behind,
                },
            )
    return best


def _averages(series: Series, width: int) -> tuple[Floats, Floats]:
    """Return the pasts as centred and as trailing averages over `2 * width + 1` steps, shorter at the ends."""
    whole = series.whole
    steps = series.past.shape[1]
    total = np.concatenate([np.zeros((len(whole), 1)), whole.cumsum(axis=1)], axis=1)
    places = np.arange(steps)

    def mean(low: Integers, high: Integers) -> Floats:
        return np.asarray((total[:, high] - total[:, low]) / (high - low), dtype=np.float64)

    centred = mean(np.maximum(places - width, 0), np.minimum(places + width + 1, whole.shape[1]))
    trailing = mean(np.maximum(places - 2 * width, 0), places + 1)
    return centred, trailing


def _with_channel(inputs: Inputs, channel: int, values: Floats) -> Inputs:
    changed = inputs.reshape(*inputs.shape[:2], -1).copy()
    changed[:, :, channel] = values.astype(inputs.dtype)
    return changed.reshape(inputs.shape)


def _mean_error(one: Floats, other: Floats) -> float:
    return float(np.abs(one - other).mean())
