"""The parts of the evidence: what lies behind one score, as data.

NumPy is imported where they are computed, so that a page can name them without it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal


@dataclass(frozen=True)
class BoxFigures:
    """How many objects are found, and why the others are not.

    Args:
        rows: Pictures in all.
        found: Class right and overlap enough: what the metric counts.
        box_misses: Class right, overlap too small.
        class_misses: Overlap enough, class wrong.
        both_miss: Neither.
        needed: The overlap (intersection over union) that counts as found.
        mean_overlap: Mean intersection over union, 0 to 1.
        overlaps: Pictures by overlap, in ten bins from 0 to 1.
    """

    rows: int
    found: int
    box_misses: int
    class_misses: int
    both_miss: int
    needed: float
    mean_overlap: float
    overlaps: tuple[int, ...]


@dataclass(frozen=True)
class ClassFigures:
    """One class of the hidden rows.

    Args:
        name: The class.
        present: How many rows hold it.
        named: How many answers name it.
        found: How many of its rows are named so.
        recall: `found / present`; None where none is present.
        precision: `found / named`; None where none is named.
    """

    name: str
    present: int
    named: int
    found: int
    recall: float | None
    precision: float | None


@dataclass(frozen=True)
class ConfusedPair:
    """A mistake that was made `count` times: `share` of the rows of the class `truth`."""

    truth: str
    named: str
    count: int
    share: float


@dataclass(frozen=True)
class Confusion:
    """How often each class was named for each.

    Args:
        classes: Names in the order of the task.
        counts: One list for each true class, with a count for each named class.
        figures: One entry for each class.
        pairs: The commonest mistakes, at most 8, commonest first.
        rows: Rows in all.
        right: Rows whose class is right.
    """

    classes: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    figures: tuple[ClassFigures, ...]
    pairs: tuple[ConfusedPair, ...]
    rows: int
    right: int


@dataclass(frozen=True)
class StepError:
    """The errors of one step of the horizon, in the task's unit.

    Args:
        step: 1 for the first.
        error: Mean absolute error of the answers.
        bias: Mean error: positive when the answers are too high.
        repeated: Mean absolute error of repeating the last value that the window holds; None where the window does not
            hold the series that is forecast.
    """

    step: int
    error: float
    bias: float
    repeated: float | None


@dataclass(frozen=True)
class ForecastWindow:
    """One window with its future.

    Args:
        row: Which hidden row.
        rank: How its error stands among all: best, middle, ninth tenth or worst.
        error: Its mean absolute error.
        past: The end of the window, oldest first: at most four times the horizon; empty where the window does not hold
            the series that is forecast.
        truth: What came.
        answers: What was forecast.
    """

    row: int
    rank: str
    error: float
    past: tuple[float, ...]
    truth: tuple[float, ...]
    answers: tuple[float, ...]


@dataclass(frozen=True)
class Forecast:
    """How well a forecast does, step by step, with four windows from the best to the worst."""

    steps: tuple[StepError, ...]
    windows: tuple[ForecastWindow, ...]


@dataclass(frozen=True)
class ReliabilityBin:
    """A tenth of the rows, of like confidence.

    Args:
        confidence: What the model stated on average, 0 to 1.
        right: The share that is right, 0 to 1.
        low: Lower end of the share's 95 % interval (Wilson 1927).
        high: Upper end.
        rows: How many rows.
    """

    confidence: float
    right: float
    low: float
    high: float
    rows: int


@dataclass(frozen=True)
class Reliability:
    """Stated confidence against the share that is right, in bins of equal counts.

    `error` is the expected calibration error: the mean gap between the two, weighted by rows (Naeini, Cooper and
    Hauskrecht 2015).
    """

    bins: tuple[ReliabilityBin, ...]
    error: float


@dataclass(frozen=True)
class Residuals:
    """Answers minus truth, in the task's unit.

    Args:
        edges: Edges of the bins, one more than `counts`.
        counts: Values in each bin.
        below: Values below the first edge: the lowest half per cent is cut off when it lies far out.
        above: Values above the last edge.
        mean: Mean error: positive when the answers are too high.
        median: Median error.
        middle_half: The errors between which half of all lie (first and third quartile).
        values: How many values there are.
    """

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    below: int
    above: int
    mean: float
    median: float
    middle_half: tuple[float, float]
    values: int


@dataclass(frozen=True)
class Scatter:
    """Answers beside the truth, of at most 400 values drawn evenly from all of them in the order of the truth."""

    truth: tuple[float, ...]
    answers: tuple[float, ...]
    values: int


@dataclass(frozen=True)
class WordScore:
    """A word, and the z-score of its log-odds ratio."""

    word: str
    z: float


@dataclass(frozen=True)
class ClassWords:
    """The words that go most with one answer.

    Args:
        name: The class.
        named: How many texts the model gave it.
        words: At most 8, the most typical first.
    """

    name: str
    named: int
    words: tuple[WordScore, ...]


@dataclass(frozen=True)
class Box:
    """Fractions of the picture's sides, as the task states them; an answer may lie outside of 0 to 1."""

    top: float
    left: float
    bottom: float
    right: float


@dataclass(frozen=True)
class Piece:
    """A word of a text, or one figure of a table; `marked`: it goes with the answer that was given."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class WorstRow:
    """One hidden row.

    Args:
        row: Its number among the hidden rows, from 0.
        id: Its id in the data set.
        kind: What the model was given.
        right: Whether its class is the right one; None for values.
        truth: The true class; empty for values.
        answer: The named class; empty for values.
        given_to_truth: What the model gave to the true class; None for values.
        given_to_answer: What it gave to the class that it named; None for values.
        error: Mean absolute error for values, in the task's unit; 1 minus the overlap for boxes; otherwise None.
        true_values: The true values.
        answered_values: The answered values.
        true_box: The true box.
        answered_box: The answered box.
        pieces: The words of a text, or the figures of a row of a table.
        lines: The window, one list of values for each channel, oldest first.
    """

    row: int
    id: str
    kind: Literal["picture", "text", "window", "table"]
    right: bool | None = None
    truth: str = ""
    answer: str = ""
    given_to_truth: float | None = None
    given_to_answer: float | None = None
    error: float | None = None
    true_values: tuple[float, ...] = ()
    answered_values: tuple[float, ...] = ()
    true_box: Box | None = None
    answered_box: Box | None = None
    pieces: tuple[Piece, ...] = ()
    lines: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True)
class Evidence:
    """What lies behind one score; a part is None or empty where it does not apply to the task.

    Args:
        rows: Hidden rows.
        confusion: Named against true classes.
        reliability: Stated confidence against the share that is right.
        boxes: How boxes lie over the true ones.
        residuals: How the errors of values are spread.
        scatter: Answers beside the truth.
        forecast: Errors along the horizon, and windows.
        words: Words that go with each answer.
        worst: At most 24 rows, the worst first.
    """

    rows: int
    confusion: Confusion | None = None
    reliability: Reliability | None = None
    boxes: BoxFigures | None = None
    residuals: Residuals | None = None
    scatter: Scatter | None = None
    forecast: Forecast | None = None
    words: tuple[ClassWords, ...] = ()
    worst: tuple[WorstRow, ...] = ()

    def without_examples(self) -> Evidence:
        """Return the evidence without anything that shows a single hidden row: its input, its id or its target."""
        along = None if self.forecast is None else replace(self.forecast, windows=())
        return replace(self, scatter=None, forecast=along, words=(), worst=())
