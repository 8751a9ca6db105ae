"""Boxes: how well they lie over the true ones, apart from their class."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import BOX_SIDES
from gradatim.data.examples import Examples
from gradatim.grading.evidence.parts import BoxFigures
from gradatim.grading.metrics.bootstrap import Floats
from gradatim.grading.metrics.detection import IOU_NEEDED, intersection_over_union

_BINS = 10


def overlaps(predictions: npt.NDArray[np.generic], hidden: Examples) -> Floats:
    """Return the intersection over union of each predicted box with the true one, `(rows,)`."""
    boxes = predictions.astype(np.float64)[:, :BOX_SIDES]
    return np.asarray(intersection_over_union(boxes, hidden.targets[:, 1:].astype(np.float64)), dtype=np.float64)


def box_figures(overlap: Floats, right: npt.NDArray[np.bool_]) -> BoxFigures:
    """Return how many objects are found.

    Args:
        overlap: From `overlaps`.
        right: Whether each row's class is the right one.
    """
    enough = overlap >= IOU_NEEDED
    return BoxFigures(
        rows=len(overlap),
        found=int((right & enough).sum()),
        box_misses=int((right & ~enough).sum()),
        class_misses=int((~right & enough).sum()),
        both_miss=int((~right & ~enough).sum()),
        needed=IOU_NEEDED,
        mean_overlap=float(overlap.mean()),
        overlaps=tuple(np.histogram(overlap, bins=_BINS, range=(0.0, 1.0))[0].tolist()),
    )
