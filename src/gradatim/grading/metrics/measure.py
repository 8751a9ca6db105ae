"""One metric on the hidden data, ready for the result."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import BOX_SIDES, MetricName, OutputContract, OutputKind
from gradatim.data.examples import Examples
from gradatim.grading.metrics.bootstrap import Floats, Integers
from gradatim.grading.metrics.classification import (
    accuracy,
    bits_per_character,
    log_loss,
    macro_f1,
    predicted_classes,
)
from gradatim.grading.metrics.detection import mean_average_precision
from gradatim.grading.metrics.mean import Measured
from gradatim.grading.metrics.regression import mean_absolute_error, mean_absolute_scaled_error
from gradatim.grading.result import Metric


def measure(
    metric: MetricName, predictions: npt.NDArray[np.generic], hidden: Examples, output: OutputContract
) -> Metric:
    """Measure predictions against the hidden targets, in double precision, with the same result on every run.

    Args:
        metric: What to measure.
        predictions: What the model answered, `(rows, *output.shape)`, all finite.
        hidden: Targets, and the blocks and the scale where the task has them.
        output: What the predictions mean.

    Returns:
        The metric with its 95 % interval; docs/scoring.md gives the method of each.

    Raises:
        ValueError: The predictions are not finite numbers, do not match the targets, or do not suit the metric.

    Example:
        >>> hidden = Examples(np.zeros((4, 1)), np.array([0, 1, 1, 0]), ids=("a", "b", "c", "d"))
        >>> output = OutputContract(shape=(1,), kind=OutputKind.PROBABILITY, description="", classes=("no", "yes"))
        >>> measure(MetricName.ACCURACY, np.array([[0.2], [0.9], [0.4], [0.1]]), hidden, output).value
        0.75
    """
    values = _finite(predictions, "predictions")
    measured = _measure(metric, values, hidden, output)
    return Metric(name=metric.value, value=measured.value, interval=measured.interval)


def metric_value(
    metric: MetricName, predictions: npt.NDArray[np.generic], examples: Examples, output: OutputContract
) -> float:
    """Return the same metric without its interval, which takes by far the longest to find.

    Args:
        metric: What to measure.
        predictions: What the model answered, `(rows, *output.shape)`, all finite.
        examples: Targets, and the scale where the task has one.
        output: What the predictions mean.

    Raises:
        ValueError: The predictions are not finite numbers, do not match the targets, or do not suit the metric.
    """
    return _measure(metric, _finite(predictions, "predictions"), examples, output).value


def _measure(metric: MetricName, values: Floats, hidden: Examples, output: OutputContract) -> Measured:
    match metric:
        case MetricName.MEAN_ABSOLUTE_ERROR:
            values, targets = _aligned(values, hidden)
            return mean_absolute_error(values, targets, hidden.blocks)
        case MetricName.MEAN_ABSOLUTE_SCALED_ERROR:
            values, targets = _aligned(values, hidden)
            return mean_absolute_scaled_error(values, targets, hidden.blocks, hidden.scale)
        case MetricName.MEAN_AVERAGE_PRECISION:
            return _detected(values, hidden, output)
        case _:
            return _classified(metric, values, hidden, output)


def _classified(metric: MetricName, values: Floats, hidden: Examples, output: OutputContract) -> Measured:
    probabilities = _probabilities(values, hidden, output)
    classes = probabilities.shape[1] if probabilities.ndim == 2 else 2
    targets = _class_targets(hidden, classes)
    if metric is MetricName.LOG_LOSS:
        return log_loss(probabilities, targets, hidden.blocks, output)
    if metric is MetricName.BITS_PER_CHARACTER:
        return bits_per_character(probabilities, targets, hidden.blocks, output)
    predicted = predicted_classes(probabilities, output)
    if metric is MetricName.MACRO_F1:
        return macro_f1(predicted, targets, hidden.blocks, classes)
    return accuracy(predicted, targets, hidden.blocks)


def _detected(values: Floats, hidden: Examples, output: OutputContract) -> Measured:
    if output.kind is not OutputKind.BOX:
        raise ValueError(f"Expected boxes for mean average precision. Received: an output of kind {output.kind}")
    rows, classes = len(hidden.targets), len(output.classes)
    if values.shape != (rows, BOX_SIDES + classes):
        raise ValueError(f"Expected predictions of shape {(rows, BOX_SIDES + classes)}. Received: {values.shape}")
    targets = _finite(hidden.targets, "targets")
    if targets.shape != (rows, 1 + BOX_SIDES):
        raise ValueError(f"Expected a class and a box per row as targets {(rows, 5)}. Received: {targets.shape}")
    return mean_average_precision(values, targets, hidden.blocks, classes)


def _finite(values: npt.NDArray[np.generic], name: str) -> Floats:
    if values.dtype.kind not in "fiu":
        raise ValueError(f"Expected {name} of a number type. Received: {values.dtype}")
    converted = values.astype(np.float64)
    if converted.size == 0:
        raise ValueError(f"Expected at least one row of {name}. Received: shape {values.shape}")
    if not np.isfinite(converted).all():
        raise ValueError(f"Expected finite {name}. Received: NaN or infinity")
    return converted


def _aligned(values: Floats, hidden: Examples) -> tuple[Floats, Floats]:
    """Bring `(rows, 1)` and `(rows,)` together; anything else must agree exactly, for broadcasting would hide it."""
    targets = _finite(hidden.targets, "targets")
    if _without_trailing_one(values.shape) != _without_trailing_one(targets.shape):
        raise ValueError(f"Expected predictions of shape {targets.shape}. Received: {values.shape}")
    return values.reshape(targets.shape), targets


def _without_trailing_one(shape: tuple[int, ...]) -> tuple[int, ...]:
    return shape[:-1] if len(shape) > 1 and shape[-1] == 1 else shape


def _probabilities(values: Floats, hidden: Examples, output: OutputContract) -> Floats:
    rows = len(hidden.targets)
    if output.kind is OutputKind.PROBABILITIES:
        columns = len(output.classes) or (values.shape[1] if values.ndim == 2 else 0)
        if values.shape != (rows, columns):
            raise ValueError(f"Expected predictions of shape {(rows, columns)}. Received: {values.shape}")
        return values
    if _without_trailing_one(values.shape) != (rows,):
        raise ValueError(f"Expected predictions of shape {(rows, 1)}. Received: {values.shape}")
    return values.reshape(rows)


def _class_targets(hidden: Examples, classes: int) -> Integers:
    if hidden.targets.dtype.kind not in "iu" or hidden.targets.ndim != 1:
        raise ValueError(
            f"Expected class indices (rows,) as targets. Received: {hidden.targets.dtype} {hidden.targets.shape}"
        )
    targets = hidden.targets.astype(np.int64)
    if targets.min() < 0 or targets.max() >= classes:
        raise ValueError(
            f"Expected class indices from 0 to {classes - 1}. Received: {targets.min()} to {targets.max()}"
        )
    return targets
