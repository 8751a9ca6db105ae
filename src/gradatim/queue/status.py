"""Where submissions stand: one by its id, or all of a sitting in three queries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sqlalchemy import ColumnElement, Engine, select
from sqlalchemy.orm import Session

from gradatim.grading.result import GradeResult
from gradatim.queue.answered import is_result_of_submission
from gradatim.queue.job import JobState
from gradatim.queue.unscored import unscored_result
from gradatim.store.database import reading
from gradatim.store.schema import JobRow, ResultRow, SubmissionRow


class SubmissionState(StrEnum):
    """Where a submission stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True)
class SubmissionStatus:
    """What is known of a submission at this moment.

    Args:
        state: Where it stands.
        phase: What the grader is doing with it; None unless running.
        attempt: 1 for the first attempt; 0 while none has begun.
        result: The result when done, otherwise None.
    """

    state: SubmissionState
    phase: str | None
    attempt: int
    result: GradeResult | None


def status(engine: Engine, submission_id: int) -> SubmissionStatus:
    """Return where a submission stands.

    Raises:
        LookupError: There is no such submission.
    """
    with reading(engine) as session:
        found = _statuses(session, SubmissionRow.id == submission_id)
    if submission_id not in found:
        raise LookupError(f"Expected the id of a submission. Received: {submission_id}")
    return found[submission_id]


def statuses(engine: Engine, sitting_id: str) -> dict[int, SubmissionStatus]:
    """Return where each submission of a sitting stands, by the submission's id, all of the same moment."""
    with reading(engine) as session:
        return _statuses(session, SubmissionRow.sitting_id == sitting_id)


def _statuses(session: Session, wanted: ColumnElement[bool]) -> dict[int, SubmissionStatus]:
    submissions = session.scalars(select(SubmissionRow).where(wanted)).all()
    of_wanted = select(JobRow).join(SubmissionRow, SubmissionRow.id == JobRow.submission_id).where(wanted)
    # The newest job of each, because later rows take the place of earlier ones.
    jobs = {job.submission_id: job for job in session.scalars(of_wanted.order_by(JobRow.id))}
    results: dict[int, ResultRow] = {}
    answers = select(SubmissionRow.id, ResultRow).join(ResultRow, is_result_of_submission()).where(wanted)
    for submission_id, result in session.execute(answers.order_by(ResultRow.created_at)):
        job = jobs.get(submission_id)
        # While a newer grader looks again, what an older one found is no answer yet.
        if job is None or job.grader_version == result.grader_version:
            results[submission_id] = result
    return {row.id: _status(row, jobs.get(row.id), results.get(row.id)) for row in submissions}


def _status(submission: SubmissionRow, job: JobRow | None, result: ResultRow | None) -> SubmissionStatus:
    attempt = job.attempt if job else 0
    if result is not None:
        answer = _with_history(_parse(result.result_json), submission.history_json)
        return SubmissionStatus(SubmissionState.DONE, None, attempt, answer)
    if job is None or job.state in (JobState.QUEUED, JobState.DONE):
        # Without its job or its result it waits for the sweep, which derives what is missing.
        return SubmissionStatus(SubmissionState.QUEUED, None, attempt, None)
    if job.state == JobState.RUNNING:
        return SubmissionStatus(SubmissionState.RUNNING, job.phase, attempt, None)
    return SubmissionStatus(SubmissionState.DONE, None, attempt, unscored_result(submission, job))


@lru_cache(maxsize=2048)
def _parse(result_json: str) -> GradeResult:
    """Read a stored result. Pages ask for the same ones again and again."""
    return GradeResult.model_validate_json(result_json)


def _with_history(result: GradeResult, history_json: str | None) -> GradeResult:
    if history_json is None:
        return result
    # The coach takes longer to import than all the rest of this, and few submissions come with a history.
    from gradatim.coach.training_report import TrainingReport, joined

    return joined(result, TrainingReport.model_validate_json(history_json))
