"""A sitting as a whole: the total against the pass mark, and what was handed in when."""

from __future__ import annotations

from markupsafe import Markup

from gradatim.exams.durations import clock_face
from gradatim.exams.report_model import Report, ReportSubmission
from gradatim.exams.scorecard import Standing
from gradatim.exams.sitting import SittingState
from gradatim.exams.timeline_chart import Mark, timeline_chart
from gradatim.web.pictures.picture import Picture, line, rectangle, text

_WIDTH = 360.0
_LANE, _TOP = 40.0, 8.0
_STANDINGS = {
    Standing.SCORED: "scored, no higher than before",
    Standing.REFUSED: "refused",
    Standing.FAILED: "failed",
    Standing.WAITING: "being graded",
    Standing.UNSCORED: "not scored, our fault",
}


def total_picture(report: Report) -> Picture:
    """Return the total of 100 points against the pass mark."""
    total, needed = _WIDTH * report.total / 100, _WIDTH * report.pass_mark / 100
    anchor = "end" if report.pass_mark > 80 else "start" if report.pass_mark < 20 else "middle"
    drawing = (
        rectangle(0, 4, _WIDTH, 14, "step")
        + rectangle(0, 4, max(total, 0.5), 14, "bar marked")
        + line(needed, 0, needed, 24, "limit")
        + text(needed, 38, f"pass mark {report.pass_mark}", anchor=anchor, kind="soft")
    )
    return Picture(
        id="total",
        title="Total against the pass mark",
        description=f"{report.total:.1f} of 100 points; {report.pass_mark} are needed to pass.",
        drawing=drawing,
        width=_WIDTH,
        height=42,
        header=("Category", "Points"),
        rows=[
            *((f"{one.number} {one.title}", f"{one.points:.1f} of {one.weight}") for one in report.categories),
            ("Total", f"{report.total:.1f} of 100"),
            ("Pass mark", str(report.pass_mark)),
        ],
    )


def timeline_picture(report: Report) -> Picture:
    """Return one row for each category with its submissions over the exam's time; a new best score stands in a disc."""
    chart = timeline_chart(report)
    bottom = _TOP + _LANE * len(chart.lanes)
    parts = []
    for tick in chart.ticks:
        parts.append(line(_x(tick.position), _TOP, _x(tick.position), bottom, "faint"))
        parts.append(text(_x(tick.position), bottom + 16, tick.label, anchor="middle", kind="soft"))
    for row, lane in enumerate(chart.lanes):
        y = _TOP + _LANE * row + 16
        parts += [text(0, y + 4, lane.number), line(_x(chart.left), y, _x(chart.end), y, "rule")]
        # Best scores are drawn last, so that none is hidden under a mark of the same minute.
        parts += [_mark(mark, y) for mark in sorted(lane.marks, key=lambda mark: mark.best_so_far is not None)]
    ended = report.sitting.state is SittingState.FINISHED and chart.end < chart.right
    if ended:
        parts.append(line(_x(chart.end), _TOP, _x(chart.end), bottom, "limit"))
    return Picture(
        id="timeline",
        title="What was handed in, and when",
        description="Exam time in hours and minutes, one row for each category. A disc is a new best score; "
        + _legend(chart.standings)
        + (" The dashed line is where the candidate finished." if ended else ""),
        drawing=Markup().join(parts),
        width=_WIDTH,
        height=bottom + 22,
        header=("Exam time", "Category", "Result"),
        rows=[
            (clock_face(submission.elapsed_seconds), f"{category.number} {category.title}", _result(submission))
            for category in report.categories
            for submission in category.submissions
        ],
    )


def _x(percent: float) -> float:
    return _WIDTH * percent / 100


def _mark(mark: Mark, y: float) -> Markup:
    x = _x(mark.position)
    if mark.best_so_far is not None:
        disc = Markup('<circle cx="{:.1f}" cy="{:.1f}" r="10" class="mark"/>').format(x, y)
        return disc + text(x, y + 4, mark.best_so_far, anchor="middle", kind="on-mark")
    low = y + 15
    match mark.standing:
        case Standing.SCORED:
            return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3.5" class="mark"/>').format(x, low)
        case Standing.REFUSED:
            return Markup('<path d="M{:.1f} {:.1f}l8 8m0-8l-8 8" class="cross"/>').format(x - 4, low - 4)
        case Standing.FAILED:
            return Markup('<path d="M{:.1f} {:.1f}l5 9h-10Z" class="cross"/>').format(x, low - 5)
        case Standing.WAITING:
            return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="4.5" class="hollow dashed"/>').format(x, low)
        case Standing.UNSCORED:
            return Markup('<rect x="{:.1f}" y="{:.1f}" width="9" height="9" class="hollow"/>').format(
                x - 4.5, low - 4.5
            )


_FORMS = {
    Standing.SCORED: "a dot",
    Standing.REFUSED: "a cross",
    Standing.FAILED: "a triangle",
    Standing.WAITING: "a dashed ring",
    Standing.UNSCORED: "a square",
}


def _legend(standings: tuple[Standing, ...]) -> str:
    if not standings:
        return "nothing was handed in."
    return ", ".join(f"{_FORMS[standing]} is {_STANDINGS[standing]}" for standing in standings) + "."


def _result(submission: ReportSubmission) -> str:
    if submission.score is not None:
        return f"{submission.score} of 5{', counts' if submission.counts else ''}"
    return _STANDINGS[submission.standing]
