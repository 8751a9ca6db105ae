"""Whether probabilities are what they claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import log_softmax, logit

from gradatim.bank.exam_task import MetricName, OutputKind
from gradatim.coach.case import Case
from gradatim.coach.experiments.cross_fit import cross_fitted
from gradatim.coach.experiments.overconfidence import Stated, of_all_classes, stated
from gradatim.coach.suspicion import RESTORED, Suspicion
from gradatim.grading.bands import score_for
from gradatim.grading.metrics.bootstrap import Floats, Integers

_BINS = 10
_GOOD = 4
OF_PROBABILITIES = frozenset({MetricName.LOG_LOSS, MetricName.BITS_PER_CHARACTER})
"""Metrics that ask how sure a model is, not only what it names."""
_NOTICED = 0.1
_RESTORED_POINTS, _HALF = 2, 0.5
_FACTORS = (0.02, 50.0)
_FITTED_ROWS, _FITTED_STEPS = 1000, 40
"""Enough to see whether it helps; more would cost seconds where there are many classes."""
_TINY, _ROUNDING = 1e-7, 1e-3
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
    if case.given_score >= _GOOD and case.task.rubric.metric not in OF_PROBABILITIES:
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
    sizes = np.array([len(rows) for rows in bins])
    error = float(_calibration_errors(confidence[order], right[np.newaxis, order], sizes)[0])
    if error < _NOTICED:
        return None
    generator = np.random.Generator(np.random.PCG64(_SEED))
    by_chance = generator.random((_RESAMPLES, len(order))) < confidence[order]
    limit = float(np.quantile(_calibration_errors(confidence[order], by_chance, sizes), 0.95))
    if error <= limit:
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


def twice_activated(case: Case) -> Iterator[Suspicion]:
    """Yield what the answers are without a second sigmoid or softmax behind the first, where they look like two.

    Of numbers between 0 and 1 a sigmoid makes some between 0.5 and 0.73; of numbers that add up to 1 a softmax over `k`
    classes makes none above e / (e + k - 1), and the numbers can be computed back.
    """
    kind = case.task.output.kind
    if kind not in (OutputKind.PROBABILITY, OutputKind.PROBABILITIES):
        return
    given = case.predictions.clip(_TINY, 1 - _TINY)
    if kind is OutputKind.PROBABILITY:
        before, word = logit(given), "sigmoid"
    else:
        logarithms = np.log(given)
        before, word = logarithms - logarithms.mean(axis=1, keepdims=True) + 1 / given.shape[1], "softmax"
    if before.min() < -_ROUNDING or before.max() > 1 + _ROUNDING:
        return
    yield Suspicion(
        "miscalibrated",
        f"The answers lie between {given.min():.3g} and {given.max():.3g}, as where one {word} follows another. "
        f"Without the second one they lie between {before.min():.3g} and {before.max():.3g}.",
        {"lowest": float(given.min()), "highest": float(given.max())},
        before.clip(0, 1),
    )


def recalibrations(case: Case) -> Iterator[Suspicion]:
    """Yield whether the model only misjudges how sure it may be, where the score asks for that.

    It does where other probabilities for the same answers make it a fair one: the logarithms of the probabilities times
    one factor, plus a constant for each class (vector scaling; Guo, C., Pleiss, G., Sun, Y. and Weinberger, K. Q.
    (2017), On calibration of modern neural networks, ICML), fitted on one half of the rows and judged on the other.
    """
    metric = case.task.rubric.metric
    answers = stated(case, case.predictions, case.hidden)
    if metric not in OF_PROBABILITIES or answers is None:
        return

    def fit(rows: Integers) -> Callable[[Floats], Floats]:
        factor, constants = _vector_scaling(answers, rows)
        kind = case.task.output.kind

        def scale(predictions: Floats) -> Floats:
            logarithms = np.log(of_all_classes(predictions, kind).clip(1e-7, 1))
            scaled = np.exp(log_softmax(factor * logarithms + constants, axis=1))
            given = scaled[:, 1:] if kind is OutputKind.PROBABILITY else scaled
            return np.asarray(given.reshape(predictions.shape), dtype=np.float64)

        return scale

    mended = cross_fitted(case.predictions, case.hidden, fit)
    now, then = case.metric(case.predictions), case.metric(mended)
    score = score_for(then, case.task.rubric)
    gained = score - case.given_score
    if score < RESTORED and gained < _RESTORED_POINTS:
        return
    same = f"With the same answers, less or more sure, the {metric} is {then:.4g} instead of {now:.4g}."
    found = calibration_suspicion(case, case.predictions)
    if found is not None and gained >= _RESTORED_POINTS:
        yield replace(found, summary=f"{found.summary} {same}", mended=mended)
    elif score >= RESTORED and then <= _HALF * now:
        yield Suspicion("miscalibrated", same, {"metric_as_given": now, "metric_recalibrated": then}, mended)


def _vector_scaling(answers: Stated, rows: Integers) -> tuple[float, Floats]:
    """Return the factor and the constant of each class that make the log loss of these rows least."""
    rows = rows[:: -(-len(rows) // _FITTED_ROWS)]
    logarithms, truth = np.log(answers.probabilities[rows]), answers.truth[rows]
    true = np.eye(logarithms.shape[1])[truth]

    def loss(parameters: Floats) -> tuple[float, Floats]:
        scaled = log_softmax(parameters[0] * logarithms + parameters[1:], axis=1)
        off = (np.exp(scaled) - true) / len(rows)
        gradient = np.concatenate([[(off * logarithms).sum()], off.sum(axis=0)])
        return -float(scaled[np.arange(len(rows)), truth].mean()), gradient

    start = np.concatenate([[1.0], np.zeros(logarithms.shape[1])])
    bounds = [_FACTORS, *[(-20.0, 20.0)] * logarithms.shape[1]]
    limits = {"maxiter": _FITTED_STEPS}
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options=limits).x
    return float(best[0]), np.asarray(best[1:], dtype=np.float64)


def _calibration_errors(confidence: Floats, right: npt.NDArray[np.bool_], sizes: Integers) -> Floats:
    """Return the expected calibration error of each outcome.

    Args:
        confidence: Stated, `(rows,)`, in the order of the bins.
        right: Whether each row was right, `(outcomes, rows)`.
        sizes: Rows of each bin.
    """
    begins = np.cumsum(sizes) - sizes
    gaps = np.add.reduceat(confidence, begins) - np.add.reduceat(right, begins, axis=1, dtype=np.float64)
    return np.asarray(np.abs(gaps).sum(axis=1) / len(confidence), dtype=np.float64)
