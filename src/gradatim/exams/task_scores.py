"""The best score of each category of each sitting: what past exams say of a candidate's skills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, select

from gradatim.grading.result import Outcome
from gradatim.store.database import reading
from gradatim.store.schema import ResultRow, SittingRow, SubmissionRow


@dataclass(frozen=True)
class TaskScore:
    """The best score of one category in one sitting.

    Args:
        sitting_id: The sitting.
        category: Category of the exam, 1 to 5.
        task_id: The task that was drawn for it.
        score: 0 to 5.
        at: When the model was handed in, in seconds since 1970 UTC.
    """

    sitting_id: str
    category: int
    task_id: str
    score: int
    at: float


def task_scores(engine: Engine) -> list[TaskScore]:
    """Return the best score of each category of each sitting, in the order of time; demonstrations do not count.

    Args:
        engine: The database.
    """
    query = (
        select(
            SubmissionRow.id,
            SubmissionRow.sitting_id,
            SubmissionRow.category,
            SubmissionRow.task_id,
            SubmissionRow.received_at,
            ResultRow.score,
        )
        .join(SittingRow, SittingRow.id == SubmissionRow.sitting_id)
        .join(
            ResultRow,
            (ResultRow.model_sha256 == SubmissionRow.model_sha256)
            & (ResultRow.task_id == SubmissionRow.task_id)
            & (ResultRow.task_version == SubmissionRow.task_version),
        )
        .where(SittingRow.demonstration.is_(False), ResultRow.outcome == Outcome.SCORED.value)
        .where(SubmissionRow.elapsed_seconds <= SittingRow.duration_seconds)
        .order_by(ResultRow.created_at)
    )
    with reading(engine) as session:
        rows = session.execute(query).all()
    # What an older grader found still happened; where a newer one has looked again, its result counts.
    latest = {
        row.id: TaskScore(row.sitting_id or "", row.category or 0, row.task_id, row.score, row.received_at)
        for row in rows
        if row.score is not None
    }
    return _best(list(latest.values()))


def _best(scores: Sequence[TaskScore]) -> list[TaskScore]:
    best: dict[tuple[str, int], TaskScore] = {}
    for score in sorted(scores, key=lambda score: score.at):
        key = (score.sitting_id, score.category)
        if key not in best or score.score > best[key].score:
            best[key] = score
    return sorted(best.values(), key=lambda score: score.at)
