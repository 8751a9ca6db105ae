"""The rows that went most wrong, with what was asked and what was answered."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import BOX_SIDES, OutputContract
from gradatim.data.examples import Examples
from gradatim.grading.evidence.named import NamedClasses
from gradatim.grading.evidence.parts import Box, WorstRow
from gradatim.grading.metrics.bootstrap import Floats, Integers

SHOWN = 24


def worst_classes(named: NamedClasses, count: int = SHOWN) -> Integers:
    """Return the rows whose answer prefers a wrong class most; then the right ones that give their class least.

    Differences order answers that are no probabilities as well.
    """
    rows = np.arange(len(named.truth))
    lead = named.probabilities[rows, named.named] - named.of_truth
    order = np.lexsort((rows, named.of_truth, -lead, named.right))
    return np.asarray(order[:count], dtype=np.int64)


def worst_boxes(named: NamedClasses, overlap: Floats, count: int = SHOWN) -> Integers:
    """Return the rows of wrong classes with the least overlap, then those of right classes."""
    rows = np.arange(len(overlap))
    return np.asarray(np.lexsort((rows, overlap, named.right))[:count], dtype=np.int64)


def worst_values(answers: Floats, truth: Floats, count: int = SHOWN) -> tuple[Integers, Floats]:
    """Return the rows with the largest mean absolute error, and the errors of all rows."""
    errors = np.abs(answers - truth).reshape(len(truth), -1).mean(axis=1)
    order = np.lexsort((np.arange(len(errors)), -errors))
    return np.asarray(order[:count], dtype=np.int64), np.asarray(errors, dtype=np.float64)


def rows_of_classes(named: NamedClasses, hidden: Examples, output: OutputContract, rows: Integers) -> list[WorstRow]:
    """Return what is known of these rows of a task of classes, without what the model was given."""
    return [
        WorstRow(
            row=row,
            id=hidden.ids[row],
            kind="table",
            right=bool(named.right[row]),
            truth=output.classes[int(named.truth[row])],
            answer=output.classes[int(named.named[row])],
            given_to_truth=float(named.of_truth[row]),
            given_to_answer=float(named.probabilities[row, named.named[row]]),
        )
        for row in rows.tolist()
    ]


def rows_of_values(answers: Floats, truth: Floats, hidden: Examples, rows: Integers, errors: Floats) -> list[WorstRow]:
    """Return what is known of these rows of a task of values, without what the model was given."""
    return [
        WorstRow(
            row=row,
            id=hidden.ids[row],
            kind="table",
            error=float(errors[row]),
            true_values=tuple(truth[row].ravel().tolist()),
            answered_values=tuple(answers[row].ravel().tolist()),
        )
        for row in rows.tolist()
    ]


def box_of(values: npt.NDArray[np.generic]) -> Box:
    """Return the four sides of a row of predictions, or of a target without its class."""
    top, left, bottom, right = (float(side) for side in values[:BOX_SIDES].astype(np.float64))
    return Box(top, left, bottom, right)
