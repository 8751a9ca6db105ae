"""Accuracy, macro F1, log loss and bits per character."""

from __future__ import annotations

from math import log

import numpy as np

from gradatim.bank.exam_task import OutputContract, OutputKind
from gradatim.grading.metrics.bootstrap import Floats, Integers, block_sums, count_interval, ratio_interval
from gradatim.grading.metrics.mean import Measured, mean_of_rows
from gradatim.grading.metrics.wilson import Interval, wilson_interval

LN_2 = log(2)
CLIP = 1e-7
"""Probabilities are kept this far from 0 and 1, as Keras does: one hopeless row costs 16.1 and not infinitely much."""


def predicted_classes(predictions: Floats, output: OutputContract) -> Integers:
    """Return the class that each row predicts.

    Args:
        predictions: Probabilities, `(rows, classes)`, or `(rows,)` for the class named second.
        output: What they mean.

    Returns:
        Class indices. Of equal probabilities the first class counts; a single probability must be above 0.5, as in
        Keras, to mean the second class.

    Raises:
        ValueError: The output is not probabilities.
    """
    match output.kind:
        case OutputKind.PROBABILITIES:
            return np.asarray(np.argmax(predictions, axis=1), dtype=np.int64)
        case OutputKind.PROBABILITY:
            return np.asarray(predictions > 0.5, dtype=np.int64)
        case _:
            raise ValueError(f"Expected probabilities for this metric. Received: an output of kind {output.kind}")


def named_classes(predictions: Floats, output: OutputContract) -> Integers:
    """Return the class that each row predicts; a single probability may come as `(rows, 1)`, as models give it."""
    single = output.kind is OutputKind.PROBABILITY
    return predicted_classes(predictions.reshape(-1) if single else predictions, output)


def accuracy(predicted: Integers, targets: Integers, blocks: Integers | None) -> Measured:
    """Return the share of right answers.

    The interval is Wilson's when every row stands for itself. Rows of one block are not independent trials, which
    Wilson's interval takes for granted, so blocks are resampled instead. When all answers are right, or all wrong,
    resampling finds no variation at all; then each block is taken as one trial of Wilson's interval.

    Args:
        predicted: Class indices.
        targets: Class indices.
        blocks: One label per row, or None.

    Returns:
        The accuracy and its interval.
    """
    right = predicted == targets
    rows, hits = len(right), int(right.sum())
    value = hits / rows
    if blocks is None:
        return Measured(value, lambda: wilson_interval(hits, rows))

    def interval() -> Interval:
        sums = block_sums(np.stack([right.astype(np.float64), np.ones(rows)], axis=1), blocks)
        if hits in (0, rows):
            return wilson_interval(value * len(sums), len(sums))
        return ratio_interval(sums, value)

    return Measured(value, interval)


def macro_f1(predicted: Integers, targets: Integers, blocks: Integers | None, classes: int) -> Measured:
    """Return the mean of the classes' F1, all classes counting alike.

    A class that is neither in the hidden rows nor predicted is left out of the mean; a class that is predicted but
    absent, or present but never predicted, counts as 0. Macro F1 is not a proportion, so Wilson's interval does not
    apply; rows, or whole blocks, are resampled. When every answer is right, nothing varies, and the interval is that
    of accuracy.

    Source: Sokolova, M. and Lapalme, G. (2009), A systematic analysis of performance measures for classification
    tasks, Information Processing and Management 45, 427-437; the mean of the F1 values as Opitz, J. and Burst, S.
    (2019), Macro F1 and Macro F1, arXiv 1911.03347, recommend.

    Args:
        predicted: Class indices.
        targets: Class indices.
        blocks: One label per row, or None.
        classes: Number of classes.

    Returns:
        The macro F1 and its interval.
    """
    if bool((predicted == targets).all()):
        return accuracy(predicted, targets, blocks)
    identity = np.eye(classes)
    is_predicted, is_target = identity[predicted], identity[targets]
    # F1 = 2 true positives / (predicted + present): two columns a class are all that resampling needs.
    columns = np.concatenate([2 * is_predicted * is_target, is_predicted + is_target], axis=1)
    value = float(mean_f1(columns.sum(axis=0)[None, :])[0])
    return Measured(value, lambda: count_interval(columns, blocks, mean_f1, value))


def mean_f1(totals: Floats) -> Floats:
    """Return macro F1 from totals: per class twice the true positives, then per class predicted plus present."""
    doubled_hits, counted = np.split(totals, 2, axis=1)
    f1 = np.divide(doubled_hits, counted, out=np.zeros_like(counted), where=counted > 0)
    return np.asarray(f1.sum(axis=1) / (counted > 0).sum(axis=1), dtype=np.float64)


def log_loss(predictions: Floats, targets: Integers, blocks: Integers | None, output: OutputContract) -> Measured:
    """Return the mean negative natural logarithm of the probability given to the true class.

    Predictions that are not probabilities are never improved: each is cut to [0, 1], and a row whose sum is above 1 is
    divided by it; a row whose sum is below 1 is left as it is. So nothing is gained by giving every class a 1.

    Source: Good, I. J. (1952), Rational decisions, Journal of the Royal Statistical Society B 14, 107-114.

    Args:
        predictions: Probabilities, `(rows, classes)`, or `(rows,)` for the class named second.
        targets: Class indices.
        blocks: One label per row, or None.
        output: What the predictions mean.

    Returns:
        The log loss and its interval.

    Raises:
        ValueError: The output is not probabilities.
    """
    return mean_of_rows(log_losses(predictions, targets, output), blocks)


def log_losses(predictions: Floats, targets: Integers, output: OutputContract) -> Floats:
    """Return the log loss of each row, as `log_loss` averages it."""
    match output.kind:
        case OutputKind.PROBABILITIES:
            cut = predictions.clip(0.0, 1.0)
            cut = cut / np.maximum(1.0, cut.sum(axis=1, keepdims=True))
            given = cut[np.arange(len(targets)), targets]
        case OutputKind.PROBABILITY:
            cut = predictions.reshape(-1).clip(0.0, 1.0)
            given = np.where(targets == 1, cut, 1.0 - cut)
        case _:
            raise ValueError(f"Expected probabilities for log loss. Received: an output of kind {output.kind}")
    return np.asarray(-np.log(given.clip(CLIP, 1.0 - CLIP)), dtype=np.float64)


def bits_per_character(
    predictions: Floats, targets: Integers, blocks: Integers | None, output: OutputContract
) -> Measured:
    """Return the log loss in bits: how many the model needs on average to write down the next character.

    Source: Shannon, C. E. (1951), Prediction and entropy of printed English, Bell System Technical Journal 30, 50-64.

    Args:
        predictions: Probabilities of the next character, `(rows, characters)`.
        targets: Which character it was.
        blocks: One label per row, or None.
        output: What the predictions mean.

    Returns:
        The bits and their interval.
    """
    nats = log_loss(predictions, targets, blocks, output)
    return Measured(nats.value / LN_2, lambda: (nats.interval[0] / LN_2, nats.interval[1] / LN_2))
