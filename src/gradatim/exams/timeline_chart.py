"""When each model was handed in and what it came to, as positions for a picture."""

from __future__ import annotations

from dataclasses import dataclass

from gradatim.exams.durations import clock_face
from gradatim.exams.report_model import Report, ReportCategory, ReportSubmission
from gradatim.exams.scorecard import Standing

_LEFT, _RIGHT = 7.0, 97.0
"""Percent of the width between which exam time runs; the category numbers stand to the left."""
_TICK_MINUTES = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440)
_MOST_TICKS = 6


@dataclass(frozen=True)
class Mark:
    """One submission. `best_so_far` is its score when it was the first to reach it, otherwise None."""

    position: float
    standing: Standing
    best_so_far: int | None


@dataclass(frozen=True)
class Tick:
    """A time on the axis."""

    position: float
    label: str


@dataclass(frozen=True)
class Lane:
    """The submissions of one category."""

    number: int
    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Timeline:
    """Positions in percent of the width; `end` is where the sitting ended, or stands now."""

    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    left: float
    right: float
    end: float
    standings: tuple[Standing, ...]


def timeline_chart(report: Report) -> Timeline:
    """Place all submissions of a report on the exam's time.

    Args:
        report: The report.

    Returns:
        One lane for each category, the time axis, and the standings that occur, for the legend.
    """
    duration = report.sitting.duration_seconds
    lanes = tuple(_lane(category, duration) for category in report.categories)
    seen = {mark.standing for lane in lanes for mark in lane.marks}
    return Timeline(
        lanes=lanes,
        ticks=_ticks(duration),
        left=_LEFT,
        right=_RIGHT,
        end=_position(report.sitting.elapsed_seconds, duration),
        standings=tuple(standing for standing in Standing if standing in seen),
    )


def _lane(category: ReportCategory, duration: float) -> Lane:
    best = -1
    marks = []
    for submission in category.submissions:
        improved = submission.score is not None and submission.score > best
        best = submission.score if improved and submission.score is not None else best
        marks.append(_mark(submission, duration, best if improved else None))
    return Lane(category.number, category.title, tuple(marks))


def _mark(submission: ReportSubmission, duration: float, best_so_far: int | None) -> Mark:
    return Mark(_position(submission.elapsed_seconds, duration), submission.standing, best_so_far)


def _ticks(duration: float) -> tuple[Tick, ...]:
    minutes = duration / 60
    step = next((step for step in _TICK_MINUTES if minutes / step <= _MOST_TICKS), _TICK_MINUTES[-1])
    times = [60.0 * step * index for index in range(int(minutes // step) + 1)]
    return tuple(Tick(_position(time, duration), clock_face(time)) for time in times)


def _position(seconds: float, duration: float) -> float:
    return _LEFT + (_RIGHT - _LEFT) * min(1.0, max(0.0, seconds / duration))
