"""Forecasts: the error of each step of the horizon, and some windows with what came after them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gradatim.grading.evidence.parts import Forecast, ForecastWindow, StepError
from gradatim.grading.metrics.bootstrap import Floats

_RESEMBLES = 0.9
_MOST_PAST = 4
_CHOSEN = (("best", 0.0), ("middle", 0.5), ("ninth tenth", 0.9), ("worst", 1.0))


def target_channel(inputs: npt.NDArray[np.generic], targets: npt.NDArray[np.generic]) -> int | None:
    """Return which channel of the windows holds the series that is forecast, in the target's unit.

    It is found by comparing: the channel that holds, at some step of the window, the value nearest to the first one to
    forecast: the last step where the series wanders, a season earlier where it repeats.

    Args:
        inputs: Windows, `(rows, steps)` or `(rows, steps, channels)`.
        targets: What is forecast, `(rows, …)`.

    Returns:
        The channel's number; None when none resembles the target.
    """
    if inputs.ndim < 2:
        return None
    steps = inputs.astype(np.float64).reshape(*inputs.shape[:2], -1)
    first = targets.astype(np.float64).reshape(len(steps), -1)[:, :1]
    distances = np.abs(steps - first[:, :, np.newaxis]).mean(axis=0).min(axis=0)
    best = int(distances.argmin())
    return best if distances[best] <= _RESEMBLES * float(first.std()) else None


def forecast(answers: Floats, truth: Floats, past: Floats | None) -> Forecast:
    """Return the error of each step and four windows.

    Args:
        answers: What was forecast, `(rows, horizon)`.
        truth: What came, `(rows, horizon)`.
        past: The series within the windows, `(rows, steps)`, oldest first; None where they do not hold it.
    """
    errors = answers - truth
    repeated = None if past is None else np.abs(past[:, -1:] - truth).mean(axis=0)
    steps = tuple(
        StepError(
            step=step + 1,
            error=float(np.abs(errors[:, step]).mean()),
            bias=float(errors[:, step].mean()),
            repeated=None if repeated is None else float(repeated[step]),
        )
        for step in range(truth.shape[1])
    )
    of_row = np.abs(errors).mean(axis=1)
    order = np.argsort(of_row, kind="stable")
    windows = []
    for rank, place in _CHOSEN:
        row = int(order[round(place * (len(order) - 1))])
        length = 0 if past is None else min(past.shape[1], max(_MOST_PAST * truth.shape[1], 24))
        windows.append(
            ForecastWindow(
                row=row,
                rank=rank,
                error=float(of_row[row]),
                past=() if past is None else tuple(past[row, -length:].tolist()),
                truth=tuple(truth[row].tolist()),
                answers=tuple(answers[row].tolist()),
            )
        )
    return Forecast(steps, tuple(windows))
