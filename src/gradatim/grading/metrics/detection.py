"""Mean average precision of boxes, one object a picture."""

from __future__ import annotations

import numpy as np

from gradatim.bank.exam_task import BOX_SIDES
from gradatim.grading.metrics.bootstrap import Floats, Integers, weight_interval
from gradatim.grading.metrics.classification import accuracy
from gradatim.grading.metrics.mean import Measured

IOU_NEEDED = 0.5
"""How much of both boxes must overlap for a box to count as found, as in the VOC challenge."""


def intersection_over_union(boxes: Floats, targets: Floats) -> Floats:
    """Return the area that two boxes share, divided by the area that they cover together.

    Source: Jaccard, P. (1901), Étude comparative de la distribution florale, Bulletin de la Société Vaudoise des
    Sciences Naturelles 37, 547-579.

    Args:
        boxes: Top, left, bottom, right, `(rows, 4)`. A box whose bottom is above its top, or whose right is left of its
            left, has no area.
        targets: The same, `(rows, 4)`.

    Returns:
        0 to 1 for each row; 0 where neither box has an area.

    Example:
        >>> whole, left_half = np.array([[0.0, 0, 1, 1]]), np.array([[0.0, 0, 1, 0.5]])
        >>> intersection_over_union(whole, left_half).tolist()
        [0.5]
    """
    shared = _area(np.concatenate([np.maximum(boxes, targets)[:, :2], np.minimum(boxes, targets)[:, 2:]], axis=1))
    covered = _area(boxes) + _area(targets) - shared
    return np.divide(shared, covered, out=np.zeros_like(shared), where=covered > 0)


def mean_average_precision(predictions: Floats, targets: Floats, blocks: Integers | None, classes: int) -> Measured:
    """Return the mean over the classes of the average precision, at an overlap of at least one half.

    Every picture holds one object, and the model names one class and one box for it: the class with the highest
    probability, which is also its confidence. It is found when the class is right and the boxes overlap by at least
    `IOU_NEEDED`. For each class all pictures in which it was named are ranked by confidence; the average precision is
    the area under precision against recall, precision taken as the highest at that recall or beyond. Of equal
    confidences the wrong ones come first, so that neither the order of the pictures nor a constant confidence helps. A
    class that no hidden picture holds is left out.

    Source: Everingham, M., Van Gool, L., Williams, C. K. I., Winn, J. and Zisserman, A. (2010), The Pascal Visual
    Object Classes (VOC) challenge, International Journal of Computer Vision 88, 303-338, with the area in place of
    eleven points, as in the challenge from 2010 on.

    Args:
        predictions: Top, left, bottom, right, then one probability per class, `(rows, 4 + classes)`.
        targets: Class index, top, left, bottom, right, `(rows, 5)`.
        blocks: One label per row, or None.
        classes: Number of classes.

    Returns:
        0 to 1, and the bootstrap interval over pictures or blocks of them; where every object is found, that of an
        accuracy of 1.
    """
    probabilities = predictions[:, BOX_SIDES:]
    named, true = probabilities.argmax(axis=1), targets[:, 0].astype(np.int64)
    overlap = intersection_over_union(predictions[:, :BOX_SIDES], targets[:, 1:])
    found = (named == true) & (overlap >= IOU_NEEDED)
    if found.all():
        # Resampling would find no variation at all.
        return accuracy(named, true, blocks)
    ranking = np.lexsort((found, -probabilities.max(axis=1)))

    def mean_precision(weights: Floats) -> Floats:
        precisions = np.zeros((len(weights), classes))
        present = np.zeros((len(weights), classes), dtype=bool)
        for label in range(classes):
            ranked = ranking[named[ranking] == label]
            of_class = weights[:, true == label].sum(axis=1)
            present[:, label] = of_class > 0
            precisions[:, label] = _average_precision(weights[:, ranked], found[ranked], of_class)
        return np.asarray(precisions.sum(axis=1) / present.sum(axis=1), dtype=np.float64)

    value = float(mean_precision(np.ones((1, len(targets))))[0])
    return Measured(value, lambda: weight_interval(len(targets), blocks, mean_precision, value))


def _average_precision(weights: Floats, found: Integers, of_class: Floats) -> Floats:
    """Return the area under precision against recall for each resample, `(resamples,)`.

    Args:
        weights: How often each ranked picture was drawn, `(resamples, ranked)`.
        found: Whether its object was found, `(ranked,)`.
        of_class: How many drawn pictures hold the class, `(resamples,)`.
    """
    if not len(found):
        return np.zeros(len(weights))
    hits = (weights * found).cumsum(axis=1)
    named = weights.cumsum(axis=1)
    precision = np.divide(hits, named, out=np.zeros_like(hits), where=named > 0)
    best_from_here = np.maximum.accumulate(precision[:, ::-1], axis=1)[:, ::-1]
    area = (best_from_here * weights * found).sum(axis=1)
    return np.asarray(np.divide(area, of_class, out=np.zeros_like(area), where=of_class > 0), dtype=np.float64)


def _area(boxes: Floats) -> Floats:
    sides = (boxes[:, 2:] - boxes[:, :2]).clip(min=0.0)
    return np.asarray(sides[:, 0] * sides[:, 1], dtype=np.float64)
