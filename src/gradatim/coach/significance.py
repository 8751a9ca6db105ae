"""Whether a change of predictions is better by more than chance, with whole blocks as the units of chance."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np

from gradatim.bank.exam_task import BOX_SIDES, MetricName, OutputKind
from gradatim.coach.case import Case
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats, Integers, block_sums
from gradatim.grading.metrics.classification import log_losses, named_classes
from gradatim.grading.metrics.detection import IOU_NEEDED, intersection_over_union

LEVEL = 0.05


def row_losses(case: Case, predictions: Floats, examples: Examples) -> Floats:
    """Return one loss per row, lower is better, that moves with the task's metric.

    Wrong answers count 1 and right ones 0 for metrics of classes and of boxes; -log of the true class's probability
    for log loss; the mean absolute error of the row for errors.
    """
    metric, output = case.task.rubric.metric, case.task.output
    if metric in (MetricName.MEAN_ABSOLUTE_ERROR, MetricName.MEAN_ABSOLUTE_SCALED_ERROR):
        errors = np.abs(predictions.reshape(examples.targets.shape) - examples.targets.astype(np.float64))
        return np.asarray(errors.reshape(len(errors), -1).mean(axis=1), dtype=np.float64)
    if output.kind is OutputKind.BOX:
        overlap = intersection_over_union(predictions[:, :BOX_SIDES], examples.targets[:, 1:].astype(np.float64))
        right = predictions[:, BOX_SIDES:].argmax(axis=1) == examples.targets[:, 0]
        losses: Floats = 1.0 - (right & (overlap >= IOU_NEEDED)).astype(np.float64)
        return losses
    targets = examples.targets.astype(np.int64)
    if metric in (MetricName.LOG_LOSS, MetricName.BITS_PER_CHARACTER):
        return log_losses(predictions, targets, output)
    return np.asarray(named_classes(predictions, output) != targets, dtype=np.float64)


def fine_losses(case: Case, predictions: Floats, examples: Examples) -> Floats:
    """Return one loss per row that also tells how sure a right answer was: log loss where there are probabilities."""
    if case.task.output.kind in (OutputKind.PROBABILITY, OutputKind.PROBABILITIES):
        return log_losses(predictions, examples.targets.astype(np.int64), case.task.output)
    return row_losses(case, predictions, examples)


def is_better(before: Floats, after: Floats, blocks: Integers | None, *, tried: int) -> bool:
    """Return whether the losses fell by more than chance: one-sided, at the level 0.05 divided by the experiments.

    A paired z-test on the sums of blocks: rows of one block go together, so blocks are the units. Dividing the level
    by the number of tests keeps the chance of any false alarm below it.

    Source: Dunn, O. J. (1961), Multiple comparisons among means, Journal of the American Statistical Association 56,
    52-64 (Bonferroni's correction).

    Args:
        before: One loss per row.
        after: The same rows' losses with the change.
        blocks: One label per row, or None.
        tried: How many changes were tried, this one included.
    """
    gains = block_sums((before - after)[:, np.newaxis], blocks).ravel()
    if gains.sum() <= 0 or len(gains) < 2:
        return False
    spread = float(gains.std(ddof=1))
    if spread == 0:
        return True
    z = float(gains.mean()) / (spread / np.sqrt(len(gains)))
    return bool(z > NormalDist().inv_cdf(1 - LEVEL / max(1, tried)))
