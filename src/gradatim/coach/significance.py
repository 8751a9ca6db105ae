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
ERRORS = (MetricName.MEAN_ABSOLUTE_ERROR, MetricName.MEAN_ABSOLUTE_SCALED_ERROR)


def row_losses(case: Case, predictions: Floats, examples: Examples) -> Floats:
    """Return one loss per row, lower is better, that moves with the task's metric.

    Wrong answers count 1 and right ones 0 for metrics of classes and of boxes; -log of the true class's probability
    for log loss; the mean absolute error of the row for errors.
    """
    metric, output = case.task.rubric.metric, case.task.output
    if metric in ERRORS:
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
    """Return one loss per row that also tells how nearly right, and how sure, an answer was.

    Log loss where there are probabilities; for boxes 1 less the overlap times the true class's probability. Errors of
    values count by their order of magnitude once they are above the spread of the truth, so that a few rows of which a
    model in the wrong unit makes something immense do not hide what happens to all others.
    """
    kind, metric = case.task.output.kind, case.task.rubric.metric
    if metric in ERRORS:
        return np.asarray(np.log1p(row_losses(case, predictions, examples) / case.spread), dtype=np.float64)
    if kind is OutputKind.BOX:
        overlap = intersection_over_union(predictions[:, :BOX_SIDES], examples.targets[:, 1:].astype(np.float64))
        classes = examples.targets[:, 0].astype(np.int64)
        sure = predictions[:, BOX_SIDES:][np.arange(len(classes)), classes].clip(0, 1)
        return np.asarray(1.0 - overlap * sure, dtype=np.float64)
    if kind in (OutputKind.PROBABILITY, OutputKind.PROBABILITIES):
        return log_losses(predictions, examples.targets.astype(np.int64), case.task.output)
    return row_losses(case, predictions, examples)


def loss_of_one_answer(case: Case) -> float:
    """Return what `row_losses` would be on average with the same answer for all hidden rows, the best one."""
    truth = case.hidden.targets
    if case.task.rubric.metric in ERRORS:
        return case.spread
    if case.task.output.kind is OutputKind.BOX:
        return 1.0
    shares = np.unique(truth.astype(np.int64), return_counts=True)[1] / len(truth)
    if case.task.rubric.metric in (MetricName.LOG_LOSS, MetricName.BITS_PER_CHARACTER):
        return float(-(shares * np.log(shares)).sum())
    return float(1 - shares.max())


def is_better(before: Floats, after: Floats, blocks: Integers | None, *, tried: int) -> bool:
    """Return whether the losses fell by more than chance: one-sided, at the level 0.05 divided by the experiments.

    A paired z-test of the mean gain with blocks as the units, since rows of one block go together. It is the ratio of
    what the blocks gained to how many rows they have, so that blocks of unlike sizes are no noise. Dividing the level
    by the number of tests keeps the chance of any false alarm below it.

    Sources: Cochran, W. G. (1977), Sampling Techniques, third edition, chapter 6 (the variance of a ratio); Dunn, O. J.
    (1961), Multiple comparisons among means, Journal of the American Statistical Association 56, 52-64 (Bonferroni's
    correction).

    Args:
        before: One loss per row.
        after: The same rows' losses with the change.
        blocks: One label per row, or None.
        tried: How many changes were tried, this one included.
    """
    gains, rows = block_sums(np.stack([before - after, np.ones(len(before))], axis=1), blocks).T
    if gains.sum() <= 0 or len(gains) < 2:
        return False
    missed = gains - gains.sum() / rows.sum() * rows
    error = float(np.sqrt(len(gains) / (len(gains) - 1) * (missed**2).sum()))
    return bool(error == 0 or float(gains.sum()) / error > NormalDist().inv_cdf(1 - LEVEL / max(1, tried)))
