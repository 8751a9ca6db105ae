"""Everything that lies behind one score, gathered from the predictions and the hidden examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from gradatim.bank.exam_task import ExamTask, OutputKind
from gradatim.data.examples import Examples
from gradatim.grading.evidence.boxes import box_figures, overlaps
from gradatim.grading.evidence.confusion import confusion
from gradatim.grading.evidence.forecast import forecast, target_channel
from gradatim.grading.evidence.named import NamedClasses, classes_of
from gradatim.grading.evidence.parts import (
    Evidence,
    Piece,
    WorstRow,
)
from gradatim.grading.evidence.pixels import holds_pictures
from gradatim.grading.evidence.reliability import reliability
from gradatim.grading.evidence.residuals import residuals, scatter
from gradatim.grading.evidence.words import Association, association, class_words
from gradatim.grading.evidence.worst import (
    box_of,
    rows_of_classes,
    rows_of_values,
    worst_boxes,
    worst_classes,
    worst_values,
)
from gradatim.grading.metrics.bootstrap import Floats

LONGEST_WINDOW = 168
_MOST_CHANNELS = 12
_DIGITS = 6

Readable = Callable[[npt.NDArray[np.generic]], Sequence[Sequence[str]] | None]
"""From inputs to the words or figures of each row as a person reads them; None where the task does not say."""


def gather(
    task: ExamTask, hidden: Examples, predictions: npt.NDArray[np.generic], readable: Readable = lambda _: None
) -> Evidence:
    """Compute what lies behind a score. Nothing is asked of the model.

    Args:
        task: The exam task.
        hidden: The hidden examples of the version that was graded.
        predictions: What the model answered to them, `(rows, …)`, finite.
        readable: Turns token ids and the like into words. Defaults to nothing.

    Raises:
        ValueError: There are not as many predictions as hidden rows.
    """
    if len(predictions) != len(hidden.targets):
        raise ValueError(f"Expected {len(hidden.targets)} predictions. Received: {len(predictions)}")
    named = classes_of(predictions, hidden, task.output)
    look = _Look(task, hidden, readable(hidden.inputs))
    if named is None:
        return _of_values(task, hidden, predictions, look)
    found = association(look.texts, named.named, len(task.output.classes)) if look.texts is not None else None
    overlap = overlaps(predictions, hidden) if task.output.kind is OutputKind.BOX else None
    chosen = worst_classes(named) if overlap is None else worst_boxes(named, overlap)
    worst = rows_of_classes(named, hidden, task.output, chosen)
    if overlap is not None:
        worst = [
            replace(
                one,
                error=1 - float(overlap[one.row]),
                true_box=box_of(hidden.targets[one.row, 1:]),
                answered_box=box_of(predictions[one.row]),
            )
            for one in worst
        ]
    return Evidence(
        rows=len(predictions),
        confusion=confusion(named, task.output.classes),
        reliability=reliability(named),
        boxes=None if overlap is None else box_figures(overlap, named.right),
        words=() if found is None else class_words(found, named.named, task.output.classes),
        worst=tuple(look.at(one, found, named) for one in worst),
    )


def _of_values(task: ExamTask, hidden: Examples, predictions: npt.NDArray[np.generic], look: _Look) -> Evidence:
    truth = hidden.targets.astype(np.float64).reshape(len(hidden.targets), -1)
    answers = predictions.astype(np.float64).reshape(truth.shape)
    chosen, errors = worst_values(answers, truth)
    along = None
    if task.area == "series":
        along = forecast(answers, truth, look.past)
    return Evidence(
        rows=len(predictions),
        residuals=residuals(answers, truth),
        scatter=scatter(answers, truth),
        forecast=along,
        worst=tuple(look.at(one, None, None) for one in rows_of_values(answers, truth, hidden, chosen, errors)),
    )


class _Look:
    """What the model was given, as a person can look at it."""

    def __init__(self, task: ExamTask, hidden: Examples, pieces: Sequence[Sequence[str]] | None) -> None:
        self._hidden = hidden
        self._pictures = holds_pictures(task.input)
        self._pieces = pieces
        if task.input.dtype == "string":
            texts = [b" ".join(row.ravel().tolist()) for row in hidden.inputs]
            self._pieces = [text.decode("utf-8", "replace").split() for text in texts]
        self.texts = self._pieces if task.input.dtype in ("string", "int32") else None
        self.past: Floats | None = None
        windows = task.input.dtype == "float32" and hidden.inputs.ndim >= 2 and len(task.input.shape) == 2
        self._windows = hidden.inputs.reshape(*hidden.inputs.shape[:2], -1) if windows else None
        if windows and task.area == "series" and task.output.kind is OutputKind.VALUE:
            channel = target_channel(hidden.inputs, hidden.targets)
            if channel is not None and self._windows is not None:
                self.past = self._windows[:, :, channel].astype(np.float64)

    def at(self, one: WorstRow, found: Association | None, named: NamedClasses | None) -> WorstRow:
        """Return the row with what the model was given."""
        if self._pictures:
            return replace(one, kind="picture")
        if self._windows is not None:
            window = self._windows[one.row] if self.past is None else self.past[one.row][:, np.newaxis]
            lines = window[-LONGEST_WINDOW:, :_MOST_CHANNELS].T
            return replace(one, kind="window", lines=tuple(tuple(map(_short, line)) for line in lines.tolist()))
        if self._pieces is None:
            numbers = self._hidden.inputs[one.row].ravel().tolist()[:LONGEST_WINDOW]
            return replace(one, pieces=tuple(Piece(f"{number:.{_DIGITS}g}") for number in numbers))
        words = self._pieces[one.row]
        marks = found.marked(words, int(named.named[one.row])) if found and named else (False,) * len(words)
        pieces = tuple(Piece(word, mark) for word, mark in zip(words, marks, strict=True))
        return replace(one, kind="text" if self.texts is not None else "table", pieces=pieces)


def _short(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
