"""Whether probabilities are what they claim."""

from __future__ import annotations

import numpy as np

from gradatim.bank.exam_task import MetricName, OutputKind
from gradatim.coach.case import Case
from gradatim.coach.suspicion import Suspicion
from gradatim.grading.metrics.bootstrap import Floats, Integers

_BINS = 10
_GOOD = 4
_OF_PROBABILITIES = frozenset({MetricName.LOG_LOSS, MetricName.BITS_PER_CHARACTER})
_NOTICED = 0.1
_RESAMPLES = 500
_SEED = 1950


def calibration_suspicion(case: Case, predictions: Floats) -> Suspicion | None:
    """Return whether the stated confidence is off by a tenth or more on average, beyond chance.

    The expected calibration error over ten bins of equal counts (Naeini, Cooper and Hauskrecht (2015), Obtaining well
    calibrated probabilities using Bayesian binning, AAAI), against its distribution if the stated confidences were true
    (consistency resampling: Bröcker and Smith (2007), Increasing the reliability of reliability diagrams, Weather and
    Forecasting 22, 651-661).
    """
    if case.task.output.kind not in (OutputKind.PROBABILITY, OutputKind.PROBABILITIES):
        return None
    if case.given_score >= _GOOD and case.task.rubric.metric not in _OF_PROBABILITIES:
        # A good model whose score asks which class, not how surely, has nothing to mend here.
        return None
    truth = case.hidden.targets.astype(np.int64)
    if case.task.output.kind is OutputKind.PROBABILITY:
        flat = predictions.reshape(-1).clip(0, 1)
        confidence, right = np.maximum(flat, 1 - flat), (flat > 0.5).astype(np.int64) == truth
    else:
        confidence, right = predictions.max(axis=1).clip(0, 1), predictions.argmax(axis=1) == truth
    order = np.argsort(confidence, kind="stable")
    bins = np.array_split(order, min(_BINS, len(order)))
    error = _calibration_error(confidence, right.astype(np.float64), bins)
    generator = np.random.Generator(np.random.PCG64(_SEED))
    by_chance = [
        _calibration_error(confidence, (generator.random(len(confidence)) < confidence).astype(np.float64), bins)
        for _ in range(_RESAMPLES)
    ]
    limit = float(np.quantile(by_chance, 0.95))
    if error < _NOTICED or error <= limit:
        return None
    table = [[float(confidence[rows].mean()), float(right[rows].mean()), float(len(rows))] for rows in bins]
    word = "surer than it should be" if confidence.mean() > right.mean() else "less sure than it could be"
    return Suspicion(
        "miscalibrated",
        f"The model is {word}: it states {confidence.mean():.0%} on average and is right in {right.mean():.0%}. The "
        f"expected calibration error is {error:.3f}; chance alone would bring {limit:.3f} at most (95 %).",
        {
            "expected_calibration_error": error,
            "by_chance_at_most": limit,
            "reliability": table,
        },
    )


def _calibration_error(confidence: Floats, right: Floats, bins: list[Integers]) -> float:
    gaps = [len(rows) * abs(float(confidence[rows].mean() - right[rows].mean())) for rows in bins if len(rows)]
    return float(sum(gaps)) / len(confidence)
