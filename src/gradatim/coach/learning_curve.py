"""What the course of a training shows: whether it diverged, swung, turned up, crept, ended early or stood still."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from scipy.optimize import isotonic_regression
from scipy.stats import kendalltau

from gradatim.coach.history import History
from gradatim.coach.suspicion import Evidence, Suspicion
from gradatim.grading.metrics.bootstrap import Floats

LEVEL = 0.05
_FEWEST_EPOCHS = 5
_ENDS_ABOVE_START = 1.0
_SWINGS_OF_FALL_AND_LEVEL = ((0.04, 0.08), (0.3, 0.03))
_FEWEST_FOR_SWINGS = 8
_TURNED_UP = 0.03
_FEWEST_AFTER = 4
_CREPT = 0.1
_STILL_FALLING = 0.08
_STANDS_STILL = 0.02
_FEWEST_FOR_STILL = 10
_MOST_SHOWN = 60


class Curve(StrEnum):
    """What may be wrong with a training, in the order in which it is looked for."""

    DIVERGED = "diverged"
    RATE_TOO_HIGH = "rate too high"
    TURNING_UP = "validation turning up"
    RATE_TOO_LOW = "rate too low"
    PLATEAUED = "plateaued"
    STOPPED_EARLY = "stopped too early"


UNSETTLED = (Curve.DIVERGED, Curve.RATE_TOO_HIGH)
"""Courses of which a model comes that may be wrong in any way."""


def curve_suspicion(history: History) -> tuple[Curve, Suspicion] | None:
    """Return what is wrong with the course of a training, or None.

    - Diverged: the loss is no number any more, or ends above where it began.
    - Rate too high: around the best curve that only falls, the loss swings by more than 4 % of the whole fall and 8 %
      of its level, or by more than 30 % of the fall and 3 % of the level. That curve is the isotonic regression
      (Barlow, Bartholomew, Bremner and Brunk 1972, Statistical inference under order restrictions).
    - Validation turning up: in the last third after its lowest epoch the validation loss stays 3 % above it, and more
      than it usually moves from epoch to epoch, while the training loss has a downward trend.
    - Rate too low: the loss falls all the time, and has not fallen by a tenth in all.
    - Plateaued: in the last two thirds the loss gets no better by 2 % than what was reached before them.
    - Stopped too early: over the last third the loss has a downward trend and makes 8 % or more of the whole fall; the
      validation loss is lowest there as well.

    The first epoch is left out of a whole fall: its mean holds the chaos of the first steps.

    Trends are one-sided Mann-Kendall tests at the level 0.05 (Mann 1945, Nonparametric tests against trend,
    Econometrica 13, 245-259; Kendall 1975, Rank correlation methods).

    Args:
        history: The course of the training.
    """
    loss = np.asarray(history.loss, dtype=np.float64)
    broken = np.flatnonzero(~np.isfinite(loss))
    if len(broken):
        epoch = int(broken[0]) + 1
        return _said(history, Curve.DIVERGED, epoch, f"From epoch {epoch} on the loss is no number any more.")
    if len(loss) < _FEWEST_EPOCHS:
        return None
    return _diverged(history, loss) or _swings(history, loss) or _turned_up(history, loss) or _slow(history, loss)


def _diverged(history: History, loss: Floats) -> tuple[Curve, Suspicion] | None:
    end = float(np.median(loss[-3:]))
    if end <= _ENDS_ABOVE_START * loss[0] or end <= loss.min():
        return None
    epoch = int(loss.argmin()) + 1
    return _said(
        history,
        Curve.DIVERGED,
        epoch,
        f"The loss ends at {end:.4g}, above the {loss[0]:.4g} of the first epoch; its lowest was {loss.min():.4g} in "
        f"epoch {epoch}.",
    )


def _swings(history: History, loss: Floats) -> tuple[Curve, Suspicion] | None:
    if len(loss) < _FEWEST_FOR_SWINGS:
        return None
    rest = loss[1:]
    falling = np.asarray(isotonic_regression(rest, increasing=False).x, dtype=np.float64)
    fall = float(falling[0] - falling[-1])
    swing = float(np.sqrt(np.mean((rest - falling) ** 2)))
    level = float(np.median(rest))
    if not any(swing > of_fall * fall and swing > of_level * level for of_fall, of_level in _SWINGS_OF_FALL_AND_LEVEL):
        return None
    rises = int((np.diff(rest) > 0).sum())
    return _said(
        history,
        Curve.RATE_TOO_HIGH,
        1,
        f"The loss swings by {swing:.4g} around its course while it falls by {fall:.4g} in all; it rose in {rises} of "
        f"{len(rest) - 1} epochs.",
    )


def _turned_up(history: History, loss: Floats) -> tuple[Curve, Suspicion] | None:
    if history.validation_loss is None:
        return None
    validation = np.asarray(history.validation_loss, dtype=np.float64)
    lowest = int(validation.argmin())
    after = validation[lowest:]
    if len(after) <= _FEWEST_AFTER or not _trend(loss[lowest:], rising=False):
        return None
    # Even the lowest of its last epochs: what only jumps up and down comes back to where it was.
    end = float(after[-max(_FEWEST_AFTER, len(after) // 3) :].min())
    jump = float(np.median(np.abs(np.diff(validation))))
    if end - after[0] < max(_TURNED_UP * abs(float(after[0])), jump):
        return None
    return _said(
        history,
        Curve.TURNING_UP,
        lowest + 1,
        f"The validation loss is lowest in epoch {lowest + 1}, {after[0]:.4g}, and at least {end:.4g} in "
        f"the last epochs, while the training loss falls from {loss[lowest]:.4g} to {loss[-1]:.4g}.",
    )


def _slow(history: History, loss: Floats) -> tuple[Curve, Suspicion] | None:
    """Return what a curve that falls too slowly, or no longer, shows."""
    fallen = float(loss[0] - loss[-1])
    scale = max(abs(float(loss[0])), 1e-12)
    last = loss[-max(_FEWEST_EPOCHS, len(loss) // 3) :]
    falling = _trend(last, rising=False)
    if _trend(loss, rising=False) and falling and 0 < fallen < _CREPT * scale:
        return _said(
            history,
            Curve.RATE_TOO_LOW,
            len(loss),
            f"The loss falls in every part of the training, and by {fallen / scale:.1%} in {len(loss)} epochs: from "
            f"{loss[0]:.4g} to {loss[-1]:.4g}.",
        )
    third = len(loss) // 3
    before, since = float(loss[: third + 1].min()), float(loss[third + 1 :].min())
    if len(loss) >= _FEWEST_FOR_STILL and before - since < _STANDS_STILL * abs(before):
        epoch = int(loss[: third + 1].argmin()) + 1
        return _said(
            history,
            Curve.PLATEAUED,
            epoch,
            f"The loss has hardly fallen since epoch {epoch} of {len(loss)}: {before:.4g} then, {loss[-1]:.4g} last.",
        )
    validation = history.validation_loss
    worth = validation is None or int(np.argmin(validation)) >= len(loss) - len(last)
    if falling and worth and float(last[0] - last[-1]) >= _STILL_FALLING * float(loss[1] - loss[-1]):
        return _said(
            history,
            Curve.STOPPED_EARLY,
            len(loss),
            f"The loss was still falling when the training ended: from {last[0]:.4g} to {last[-1]:.4g} in the last "
            f"{len(last)} of {len(loss)} epochs.",
        )
    return None


def _trend(values: Floats, *, rising: bool) -> bool:
    """Return whether values go up, or down, by the one-sided Mann-Kendall test."""
    if len(values) < _FEWEST_AFTER or float(np.ptp(values)) == 0:
        return False
    test = kendalltau(np.arange(len(values)), values, alternative="greater" if rising else "less")
    return bool(test.pvalue < LEVEL)


def _said(history: History, curve: Curve, epoch: int, summary: str) -> tuple[Curve, Suspicion]:
    shown = np.unique(np.linspace(0, history.epochs - 1, min(history.epochs, _MOST_SHOWN)).round().astype(int)).tolist()
    evidence: Evidence = {
        "curve": curve.value,
        "epoch": epoch,
        "epochs": [float(place + 1) for place in shown],
        "loss": _figures(history.loss, shown),
    }
    if history.validation_loss is not None:
        evidence["validation_loss"] = _figures(history.validation_loss, shown)
    return curve, Suspicion("learning-curve", summary, evidence)


def _figures(values: Sequence[float], places: Sequence[int]) -> list[float]:
    """Return values for JSON, which has no infinity: a loss that is no number stands as the largest that was one."""
    known = [value for value in values if math.isfinite(value)]
    highest = max(known, default=0.0)
    return [round(values[place], 6) if math.isfinite(values[place]) else round(highest, 6) for place in places]
