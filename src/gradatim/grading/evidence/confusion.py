"""The confusion matrix, and what each class is found and mistaken for."""

from __future__ import annotations

import numpy as np

from gradatim.grading.evidence.named import NamedClasses
from gradatim.grading.evidence.parts import ClassFigures, ConfusedPair, Confusion

MOST_PAIRS = 8


def confusion(named: NamedClasses, classes: tuple[str, ...]) -> Confusion:
    """Count true against named classes.

    Args:
        named: What was named and what was right.
        classes: Names in the order of the task.

    Example:
        >>> answers = NamedClasses(np.array([0, 0, 1]), np.array([0, 1, 1]), np.zeros((3, 2)))
        >>> confusion(answers, ("cat", "dog")).counts
        ((1, 1), (0, 1))
    """
    counts = np.zeros((len(classes), len(classes)), dtype=np.int64)
    np.add.at(counts, (named.truth, named.named), 1)
    present, answered, found = counts.sum(axis=1), counts.sum(axis=0), counts.diagonal()
    wrong = counts.copy()
    np.fill_diagonal(wrong, 0)
    # Of equal counts the first in the order of the classes comes first, so that a page never changes by itself.
    commonest = np.argsort(-wrong, axis=None, kind="stable")[:MOST_PAIRS]
    return Confusion(
        classes=classes,
        counts=tuple(tuple(row) for row in counts.tolist()),
        figures=tuple(
            ClassFigures(
                name=name,
                present=int(present[label]),
                named=int(answered[label]),
                found=int(found[label]),
                recall=_share(int(found[label]), int(present[label])),
                precision=_share(int(found[label]), int(answered[label])),
            )
            for label, name in enumerate(classes)
        ),
        pairs=tuple(
            ConfusedPair(classes[truth], classes[answer], count, count / int(present[truth]))
            for truth, answer in (divmod(int(place), len(classes)) for place in commonest)
            if (count := int(wrong[truth, answer]))
        ),
        rows=int(counts.sum()),
        right=int(found.sum()),
    )


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
