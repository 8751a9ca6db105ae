"""The right answers under wrong names: classes in another order, shifted by one, or turned round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from scipy.optimize import linear_sum_assignment

from gradatim.bank.exam_task import BOX_SIDES, OutputKind
from gradatim.coach.case import Case
from gradatim.coach.experiments.cross_fit import cross_fitted
from gradatim.coach.experiments.seen_twice import Losses, helps_with_both
from gradatim.coach.significance import row_losses
from gradatim.coach.suspicion import Suspicion
from gradatim.data.examples import Examples
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
        return partial(_reordered, order=order_of(rows), first=first)

    order = order_of(np.arange(len(truth)))
    moved = [label for label in range(len(classes)) if order[label] != label]
    if not moved:
        return
    step = _step(truth, given, order) if len(classes) > 2 else 0
    if step:
        order = (np.arange(len(classes)) + step) % len(classes)
        mended = _reordered(case.predictions, order, first)
        yield Suspicion(
            "label-offset",
            f"Every class stands {'one place later' if step == 1 else 'one place earlier'} than the task says.",
            {
                "offset": step,
                "pairs": [f"{classes[other]} for {name}" for other, name in zip(order, classes, strict=True)],
            },
            mended,
            seen_twice=_seen_twice(case, order, first, mended),
        )
        return
    mended = cross_fitted(case.predictions, case.hidden, reorder)
    pairs = [f"{classes[order[label]]} for {classes[label]}" for label in moved]
    listed = ", ".join(pairs[:_MOST_NAMED]) + (", …" if len(pairs) > _MOST_NAMED else "")
    if len(classes) == 2:
        yield Suspicion("inverted-labels", f"The two probabilities stand in the other order: {listed}.", mended=mended)
        return
    yield Suspicion(
        "class-order",
        f"The classes stand in another order. The model says {listed}.",
        {"pairs": pairs},
        mended,
        seen_twice=_seen_twice(case, order, first, mended),
    )


def _step(truth: Integers, given: Integers, order: Integers) -> int:
    """Return 1 or -1 where one step in that direction explains about as many answers as the best renaming; else 0."""
    right = [int((given == (truth + step) % len(order)).sum()) for step in (1, -1)]
    best = int((given == order[truth]).sum())
    if max(right) < _NEARLY_ALL * best:
        return 0
    return 1 if right[0] > right[1] else -1


def _seen_twice(case: Case, order: Integers, first: int, mended: Floats) -> bool:
    """Return whether a renaming finds clearly more of the hidden rows and of the own ones, all classes alike.

    Each class weighs the same: where one of them is named for nearly all rows, giving its name to the commonest class
    would bring something, too.
    """
    known, own = case.training_predictions, case.training_examples
    if known is None:
        return False
    hidden_weights, own_weights = _balance(case.hidden, first), _balance(own, first)
    with_hidden = Losses(
        case.hidden,
        row_losses(case, case.predictions, case.hidden) * hidden_weights,
        row_losses(case, mended, case.hidden) * hidden_weights,
    )
    with_own = Losses(
        own,
        row_losses(case, known, own) * own_weights,
        row_losses(case, _reordered(known, order, first), own) * own_weights,
    )
    return helps_with_both(with_hidden, with_own, tried=case.tried + 1)


def _balance(examples: Examples, first: int) -> Floats:
    """Return a weight for each row with which all classes that occur weigh the same."""
    classes = (examples.targets[:, 0] if first else examples.targets).astype(np.int64)
    counts = np.bincount(classes)
    return np.asarray(len(classes) / np.count_nonzero(counts) / counts[classes], dtype=np.float64)


def _reordered(predictions: Floats, order: Integers, first: int) -> Floats:
    """Return predictions with the classes in another order, which begin at column `first`."""
    return np.concatenate([predictions[:, :first], predictions[:, first:][:, order]], axis=1)
