"""Windows that were smoothed with what came after them."""

from __future__ import annotations

import numpy as np

from gradatim.coach.case import Case, Inputs, rows_of
from gradatim.coach.experiments.series import Series, mean_error, series_of
from gradatim.coach.suspicion import Suspicion
from gradatim.grading.metrics.bootstrap import Floats, Integers

_WIDTHS = (1, 2, 3, 6, 12, 26)
_LOOKS_AHEAD = 0.3


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
    some = np.arange(len(known))[:: max(1, len(known) // case.sample_size)]
    examples, plain = rows_of(case.training_examples, some), known[some]
    series = series_of(case, examples)
    if series is None:
        return None
    error = mean_error(plain.reshape(series.future.shape), series.future)
    naive = mean_error(np.repeat(series.past[:, -1:], series.horizon, axis=1), series.future)
    best: Suspicion | None = None
    best_gain = 0.0
    averages = [_averages(series, width) for width in _WIDTHS]
    asked = case.answers_to_each([_with_channel(examples.inputs, channel, centred) for centred, _ in averages])
    for width, (centred, trailing), with_future in zip(_WIDTHS, averages, asked, strict=True):
        if with_future is None:
            continue
        ahead = mean_error(with_future.reshape(series.future.shape), series.future)
        last_smoothed = np.repeat(centred[:, -1:], series.horizon, axis=1)
        naive_gain = 1 - mean_error(last_smoothed, series.future) / max(naive, 1e-12)
        gain = 1 - ahead / max(error, 1e-12)
        if gain <= max(naive_gain, 0.0) + _LOOKS_AHEAD or gain <= best_gain:
            continue
        without = case.answers(_with_channel(examples.inputs, channel, trailing))
        if without is None:
            continue
        behind = mean_error(without.reshape(series.future.shape), series.future)
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
