"""Boxes in another form: in pixels, with the sides in another order, with sizes or centres instead of edges."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import numpy as np

from gradatim.bank.exam_task import BOX_SIDES
from gradatim.coach.case import Case
from gradatim.coach.suspicion import Suspicion
from gradatim.grading.metrics.bootstrap import Floats
from gradatim.grading.metrics.detection import intersection_over_union

_SIDES = ("top", "left", "bottom", "right")
_SURELY_PIXELS = 1.5
_SURELY_STANDARDISED = -0.2
_SIZES: dict[str, tuple[tuple[float, ...], ...]] = {
    "left, top, width, height": ((0, 1, 0, 0), (1, 0, 0, 0), (0, 1, 0, 1), (1, 0, 1, 0)),
    "top, left, height, width": ((1, 0, 0, 0), (0, 1, 0, 0), (1, 0, 1, 0), (0, 1, 0, 1)),
    "centre across and down, width, height": ((0, 1, 0, -0.5), (1, 0, -0.5, 0), (0, 1, 0, 0.5), (1, 0, 0.5, 0)),
    "centre down and across, height, width": ((1, 0, -0.5, 0), (0, 1, 0, -0.5), (1, 0, 0.5, 0), (0, 1, 0, 0.5)),
}
"""Other forms that annotations come in; of each how top, left, bottom and right are made of its four numbers."""


def box_suspicions(case: Case) -> Iterator[Suspicion]:
    """Yield the form of boxes that fits the truth best, where it is another one than the task's."""
    boxes = case.predictions[:, :BOX_SIDES]
    truth = case.hidden.targets[:, 1:].astype(np.float64)
    side = float(case.task.input.shape[0] or 1)
    scales = {f"divided by the side of {side:.0f}": side, "divided by 100": 100.0}
    if np.median(boxes) <= _SURELY_PIXELS:
        scales = {"": 1.0}
    if boxes.min() < _SURELY_STANDARDISED:
        yield _turned_back(case)
    forms = [(scale, form, matrix) for scale in scales for form, matrix in _forms()]
    case.tried += len(forms)
    read = [boxes @ matrix.T / scales[scale] for scale, _, matrix in forms]
    best = int(np.argmax([intersection_over_union(one, truth).mean() for one in read]))
    scale, form, _ = forms[best]
    as_asked = form == ", ".join(_SIDES)
    if as_asked and not scale:
        return
    mended = case.predictions.copy()
    mended[:, :BOX_SIDES] = read[best]
    order = f"The boxes fit when their four numbers are read as {form}."
    large = f"They run to {boxes.max():.4g} and are no fractions; {scale} they are."
    yield Suspicion(
        "axis-order" if not scale and form not in _SIZES else "not-rescaled",
        " ".join([order] * (not as_asked) + [large] * bool(scale)),
        {"numbers": form, "factor": 1 / scales[scale]},
        mended,
    )


def _turned_back(case: Case) -> Suspicion:
    """Return what becomes of boxes that were standardised, side by side, and never turned back."""
    case.tried += 1
    sides = case.training.targets[:, 1:].astype(np.float64)
    mended = case.predictions.copy()
    mended[:, :BOX_SIDES] = mended[:, :BOX_SIDES] * sides.std(axis=0) + sides.mean(axis=0)
    return Suspicion(
        "not-rescaled",
        "The boxes fit when each side is multiplied by the deviation of your own examples' and their mean is added.",
        {"deviations": np.round(sides.std(axis=0), 4).tolist(), "means": np.round(sides.mean(axis=0), 4).tolist()},
        mended,
    )


def _forms() -> Iterator[tuple[str, Floats]]:
    """Yield each form with the matrix that makes top, left, bottom and right of it; the task's own first."""
    for order in permutations(range(BOX_SIDES)):
        # Row i of the matrix says which of the four numbers is side i.
        yield ", ".join(_SIDES[side] for side in order), np.eye(BOX_SIDES)[:, list(order)].astype(np.float64)
    for form, matrix in _SIZES.items():
        yield form, np.array(matrix, dtype=np.float64)
