"""When a stored result answers a submission: same model, task, task version and grader version."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from gradatim.queue.job import JobState
from gradatim.store.database import changed_rows
from gradatim.store.schema import JobRow, ResultRow, SubmissionRow


def is_result_of_submission() -> ColumnElement[bool]:
    """Whether a `ResultRow` answers a `SubmissionRow`, by any version of the grader."""
    return and_(
        ResultRow.model_sha256 == SubmissionRow.model_sha256,
        ResultRow.task_id == SubmissionRow.task_id,
        ResultRow.task_version == SubmissionRow.task_version,
    )


def finish_answered_jobs(session: Session, now: float) -> int:
    """Finish waiting jobs whose answer is stored: another submission of the same model was graded first.

    Returns:
        How many there were.
    """
    answered = (
        select(JobRow.id)
        .join(SubmissionRow, SubmissionRow.id == JobRow.submission_id)
        .join(ResultRow, and_(is_result_of_submission(), ResultRow.grader_version == JobRow.grader_version))
        .where(JobRow.state == JobState.QUEUED)
    )
    done = update(JobRow).where(JobRow.id.in_(answered)).values(state=JobState.DONE, finished_at=now)
    return changed_rows(session, done)
