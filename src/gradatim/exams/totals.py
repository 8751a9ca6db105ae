"""What many sittings came to, in one query: the lines of a list, without metrics or messages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, and_, or_, select

from gradatim.exams.scorecard import Verdict, verdict
from gradatim.exams.sitting import Sitting
from gradatim.grading.bands import HIGHEST_SCORE
from gradatim.queue.answered import is_result_of_submission
from gradatim.queue.job import JobState
from gradatim.store.database import reading
from gradatim.store.schema import JobRow, ResultRow, SubmissionRow


@dataclass(frozen=True)
class Total:
    """What one sitting came to.

    Args:
        points: Of 100.
        verdict: Whether they reach the pass mark.
        submissions: How many count.
        waiting: How many of them are still to be graded.
    """

    points: float
    verdict: Verdict
    submissions: int
    waiting: int


@dataclass(frozen=True)
class _Line:
    category: int
    score: int | None
    waiting: bool


def totals(engine: Engine, sittings: Sequence[Sitting]) -> dict[str, Total]:
    """Return what sittings came to, by id; the same as their score cards say.

    Args:
        engine: The database.
        sittings: As many as a page lists.
    """
    lines = _lines(engine, sittings)
    return {sitting.id: _total(sitting, lines[sitting.id]) for sitting in sittings}


def _lines(engine: Engine, sittings: Sequence[Sitting]) -> dict[str, list[_Line]]:
    by_id = {sitting.id: sitting for sitting in sittings}
    answer = and_(
        is_result_of_submission(),
        # While a newer grader looks again, what an older one found is no answer yet.
        or_(JobRow.id.is_(None), JobRow.grader_version == ResultRow.grader_version),
    )
    query = (
        select(
            SubmissionRow.id,
            SubmissionRow.sitting_id,
            SubmissionRow.category,
            SubmissionRow.elapsed_seconds,
            JobRow.state,
            ResultRow.outcome,
            ResultRow.score,
        )
        .outerjoin(JobRow, JobRow.submission_id == SubmissionRow.id)
        .outerjoin(ResultRow, answer)
        .where(SubmissionRow.sitting_id.in_(list(by_id)))
        .order_by(SubmissionRow.id, JobRow.id, ResultRow.created_at)
    )
    with reading(engine) as session:
        rows = session.execute(query).all()
    # The newest job and result of each, because later rows take the place of earlier ones.
    newest = {row.id: row for row in rows}
    lines: dict[str, list[_Line]] = defaultdict(list)
    for row in newest.values():
        if (row.elapsed_seconds or 0.0) <= by_id[row.sitting_id or ""].last_counting_second:
            waiting = row.outcome is None and row.state != JobState.UNSCORED
            lines[row.sitting_id or ""].append(_Line(row.category or 0, row.score, waiting))
    return lines


def _total(sitting: Sitting, lines: Sequence[_Line]) -> Total:
    best: dict[int, int] = {}
    for line in lines:
        best[line.category] = max(best.get(line.category, 0), line.score or 0)
    fifths = sum(item.weight * best.get(item.category, 0) for item in sitting.form.items)
    waiting = sum(line.waiting for line in lines)
    return Total(
        points=fifths / HIGHEST_SCORE,
        verdict=verdict(sitting, fifths, waiting=waiting > 0),
        submissions=len(lines),
        waiting=waiting,
    )
