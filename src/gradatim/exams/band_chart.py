"""Where a metric lies on its five bands, as positions for a picture.

The six scores are drawn equally wide, so that bands that are close together stay readable; within each the scale is
linear. Better is always to the right. Accuracy and F1 end at 0 and 1. An error has no worst end, and its best end, 0,
is often many steps away: there the outer scores approach the edges, and are halfway after one step of the bands beside.
"""

from __future__ import annotations

from dataclasses import dataclass

from gradatim.bank.exam_task import Rubric
from gradatim.exams.numbers import readable_bands, readable_metric
from gradatim.grading.bands import score_for
from gradatim.grading.result import Metric

STEPS = 6
"""Scores 0 to 5."""
_LONGEST_LABEL = 6
"""Threshold labels with more characters would touch their neighbours on a telephone."""


@dataclass(frozen=True)
class Threshold:
    """The left edge of a score's step; `row` 1 is one line lower than row 0."""

    score: int
    position: float
    label: str
    row: int


@dataclass(frozen=True)
class BandChart:
    """Positions in percent of the width, and labels.

    Args:
        value: Of the metric.
        low: Left end of the 95 % interval.
        high: Right end of the 95 % interval.
        label: The metric in digits.
        low_label: The interval's smaller end in digits.
        high_label: The interval's larger end in digits.
        anchor: SVG `text-anchor` that keeps the label inside the picture.
        thresholds: The five bands.
    """

    value: float
    low: float
    high: float
    label: str
    low_label: str
    high_label: str
    anchor: str
    thresholds: tuple[Threshold, ...]


def band_chart(metric: Metric, rubric: Rubric) -> BandChart:
    """Place a metric, its interval and the thresholds on the steps.

    Args:
        metric: The metric of one submission.
        rubric: The task's metric and bands.

    Returns:
        Positions from 0 (left) to 100 (right).
    """
    value = position(metric.value, rubric)
    ends = sorted(position(end, rubric) for end in metric.interval)
    return BandChart(
        value=value,
        low=ends[0],
        high=ends[1],
        label=readable_metric(metric.value, rubric),
        low_label=readable_metric(metric.interval[0], rubric),
        high_label=readable_metric(metric.interval[1], rubric),
        anchor=_anchor(value),
        thresholds=thresholds(rubric),
    )


def thresholds(rubric: Rubric) -> tuple[Threshold, ...]:
    """Return the five thresholds with their labels, in two rows when the labels are long."""
    labels = readable_bands(rubric)
    rows = 2 if max(len(label) for label in labels) > _LONGEST_LABEL else 1
    return tuple(
        Threshold(score, 100 * score / STEPS, label, (score - 1) % rows) for score, label in enumerate(labels, start=1)
    )


def position(value: float, rubric: Rubric) -> float:
    """Return where a metric lies, from 0 (worst, left) to 100 (best, right)."""
    score = score_for(value, rubric)
    return min(100.0, max(0.0, 100 * (score + _fraction(value, score, rubric)) / STEPS))


def _fraction(value: float, score: int, rubric: Rubric) -> float:
    """Return how far a metric has come within the step of its score, from 0 to 1."""
    bands = rubric.bands
    if 0 < score < STEPS - 1:
        return (value - bands[score - 1]) / (bands[score] - bands[score - 1])
    if rubric.metric.higher_is_better:
        low, high = (0.0, bands[0]) if score == 0 else (bands[-1], 1.0)
        return (value - low) / (high - low) if high > low else 0.0
    if score == 0:
        step = bands[0] - bands[1]
        return step / (step + value - bands[0])
    step = bands[-2] - bands[-1]
    return (bands[-1] - value) / (step + bands[-1] - value)


def _anchor(position: float) -> str:
    if position < 100 / 3:
        return "start"
    return "middle" if position <= 200 / 3 else "end"
