"""The right answers under wrong names: classes in another order, shifted by one, or turned round."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from scipy.optimize import linear_sum_assignment

from gradatim.bank.exam_task import BOX_SIDES, OutputKind
from gradatim.coach.case import Case
from gradatim.coach.experiments.cross_fit import cross_fitted
from gradatim.coach.suspicion import Suspicion
from gradatim.grading.metrics.bootstrap import Floats, Integers

_MOST_NAMED = 6
_NEARLY_ALL = 0.9


def label_suspicions(case: Case) -> Iterator[Suspicion]:
    """Yield what the best one-to-one renaming of the classes would mend.

    The renaming is the assignment that makes the confusion matrix's diagonal heaviest (Kuhn, H. W. (1955), The
    Hungarian method for the assignment problem, Naval Research Logistics Quarterly 2, 83-97).
    """
    match case.task.output.kind:
        case OutputKind.PROBABILITY:
            yield _inverted(case)
        case OutputKind.PROBABILITIES | OutputKind.BOX:
            yield from _renamed(case)
        case OutputKind.VALUE:
            return


def _inverted(case: Case) -> Suspicion:
    second = case.task.output.classes[1]
    return Suspicion(
        "inverted-labels",
        f"The model gives the probability of {case.task.output.classes[0]!r} where that of {second!r} is asked for.",
        mended=1.0 - case.predictions,
    )


def _renamed(case: Case) -> Iterator[Suspicion]:
    classes = case.task.output.classes
    first = BOX_SIDES if case.task.output.kind is OutputKind.BOX else 0
    targets = case.hidden.targets[:, 0] if first else case.hidden.targets
    truth = targets.astype(np.int64)
    given = case.predictions[:, first:].argmax(axis=1)

    def order_of(rows: Integers) -> Integers:
        """Return for each true class the output that stands for it."""
        counts = np.zeros((len(classes), len(classes)))
        np.add.at(counts, (truth[rows], given[rows]), 1)
        # Classes that a small half holds too few of keep their own place.
        counts += 1e-6 * np.eye(len(classes))
        return np.asarray(linear_sum_assignment(-counts)[1], dtype=np.int64)

    def reorder(rows: Integers) -> Callable[[Floats], Floats]:
        order = order_of(rows)

        def apply(predictions: Floats) -> Floats:
            return np.concatenate([predictions[:, :first], predictions[:, first:][:, order]], axis=1)

        return apply

    order = order_of(np.arange(len(truth)))
    moved = [label for label in range(len(classes)) if order[label] != label]
    if not moved:
        return
    mended = cross_fitted(case.predictions, case.hidden, reorder)
    pairs = [f"{classes[order[label]]} for {classes[label]}" for label in moved]
    listed = ", ".join(pairs[:_MOST_NAMED]) + (", …" if len(pairs) > _MOST_NAMED else "")
    if len(classes) == 2:
        yield Suspicion("inverted-labels", f"The two probabilities stand in the other order: {listed}.", mended=mended)
        return
    # Rare classes may be assigned anywhere, so the steps are weighed by the rows that they concern.
    steps = np.bincount((order[truth] - truth) % len(classes), minlength=len(classes)) / len(truth)
    if max(steps[1], steps[-1]) >= _NEARLY_ALL:
        step = 1 if steps[1] > steps[-1] else -1
        yield Suspicion(
            "label-offset",
            f"Every class stands {'one place later' if step == 1 else 'one place earlier'} than the task says.",
            {"offset": step, "pairs": pairs},
            mended,
        )
        return
    yield Suspicion(
        "class-order", f"The classes stand in another order. The model says {listed}.", {"pairs": pairs}, mended
    )
