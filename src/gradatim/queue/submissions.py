"""The door: a model is handed in."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, Select, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gradatim.errors import UserError
from gradatim.grading.result import GRADER_VERSION, Outcome
from gradatim.queue.answered import is_result_of_submission
from gradatim.queue.claim import count_waiting
from gradatim.queue.job import JobState, Priority
from gradatim.queue.status import SubmissionState, SubmissionStatus, status
from gradatim.settings import settings
from gradatim.store.blobs import BlobStore
from gradatim.store.database import changed_rows, transaction
from gradatim.store.schema import JobRow, ResultRow, SubmissionRow

__all__ = [
    "Accepted",
    "Priority",
    "QueueFull",
    "SubmissionState",
    "SubmissionStatus",
    "accept",
    "retry_unscored",
    "status",
]


class QueueFull(UserError):  # noqa: N818 - a state of the queue, and not an error of anybody's
    """Too many jobs wait; nothing was recorded, and the same hand-in works later."""


@dataclass(frozen=True)
class Accepted:
    """The receipt of a submission.

    Args:
        submission_id: Ask for its status with this.
        model_sha256: What was received.
        already: Whether the same file had been handed in before; then this is that submission.
    """

    submission_id: int
    model_sha256: str
    already: bool


def accept(
    engine: Engine,
    blobs: BlobStore,
    *,
    task_id: str,
    task_version: str,
    model: Path,
    max_bytes: int,
    history: Path | None = None,
    sitting_id: str | None = None,
    category: int | None = None,
    elapsed_seconds: float | None = None,
    priority: Priority = Priority.INTERACTIVE,
    queue_limit: int | None = None,
) -> Accepted:
    """Accept a model for grading. When this returns, nothing can lose it.

    The same file for the same task and sitting is the same submission, however often and from however many processes
    it is sent. A model that was graded before needs no job: the stored result is the answer. One that failed, or was
    given up as `unscored`, is tried anew.

    Args:
        engine: The database.
        blobs: Where the file is kept.
        task_id: The task.
        task_version: The version of the task that the candidate was given.
        model: The candidate's file.
        max_bytes: Largest size to accept.
        history: The course of its training, a CSV file; one that cannot be read brings a notice and costs nothing.
            Defaults to None.
        sitting_id: The sitting, or None outside an exam. Defaults to None.
        category: The category within the sitting. Defaults to None.
        elapsed_seconds: Exam time of the sitting. Defaults to None.
        priority: Which jobs go first. Defaults to interactive.
        queue_limit: Waiting jobs above which no new one is accepted. Defaults to the setting `queue_limit`.

    Raises:
        UserError: The file could not be read or stored, or the database written; nothing was recorded.
        QueueFull: Too many jobs wait; nothing was recorded.
    """
    blob = blobs.put(model, max_bytes=max_bytes)
    history_sha256, history_json = _take_history(blobs, history) if history is not None else (None, None)
    limit = settings().queue_limit if queue_limit is None else queue_limit

    def record() -> Accepted:
        submission = SubmissionRow(
            sitting_id=sitting_id,
            category=category,
            task_id=task_id,
            task_version=task_version,
            model_sha256=blob.sha256,
            model_bytes=blob.bytes,
            # A file name may hold bytes that are no text; the database takes text only.
            file_name=model.name.encode("utf-8", "replace").decode(),
            received_at=time.time(),
            elapsed_seconds=elapsed_seconds,
            history_sha256=history_sha256,
            history_json=history_json,
        )
        return _record(engine, submission, priority, limit)

    try:
        return record()
    except IntegrityError:
        # On PostgreSQL another process may record the same file between our look and our insert; then it is there now.
        return record()


def retry_unscored(engine: Engine, sitting_id: str) -> int:
    """Queue the jobs of a sitting anew that were given up: our fault must not cost a candidate the score.

    Args:
        engine: The database.
        sitting_id: The sitting, running or finished.

    Returns:
        How many there were.
    """
    of_sitting = select(SubmissionRow.id).where(SubmissionRow.sitting_id == sitting_id)
    anew = {"state": JobState.QUEUED, "attempt": 0, "queued_at": time.time(), "finished_at": None, "last_error": None}
    with transaction(engine) as session:
        given_up = update(JobRow).where(JobRow.state == JobState.UNSCORED, JobRow.submission_id.in_(of_sitting))
        return changed_rows(session, given_up.values(**anew))


def _record(engine: Engine, submission: SubmissionRow, priority: Priority, queue_limit: int) -> Accepted:
    """Write the submission and its job in one transaction, or find them."""
    with transaction(engine) as session:
        known = session.scalars(_same_submission(submission)).one_or_none()
        if known is None:
            session.add(submission)
            session.flush()
        elif submission.history_json is not None:
            # The newest history counts: the first hand-in may have come without one.
            known.history_sha256, known.history_json = submission.history_sha256, submission.history_json
        current = known or submission
        _ensure_job(session, current, priority, queue_limit)
        return Accepted(current.id, current.model_sha256, already=known is not None)


def _take_history(blobs: BlobStore, history: Path) -> tuple[str | None, str]:
    """Store the history of a training and read it. It is a help and no part of the answer, so nothing is raised."""
    # The coach takes longer to import than all the rest of this, and few submissions come with a history.
    from gradatim.coach.history import MAX_HISTORY_BYTES
    from gradatim.coach.training_report import report_on, unreadable

    try:
        blob = blobs.put(history, max_bytes=MAX_HISTORY_BYTES)
        return blob.sha256, report_on(blob.path.read_bytes()).model_dump_json()
    except UserError as error:
        refused = unreadable(f"a finished file of at most {MAX_HISTORY_BYTES:,} bytes", error.received)
        return None, refused.model_dump_json()


def _ensure_job(session: Session, submission: SubmissionRow, priority: Priority, queue_limit: int) -> None:
    """Create the job, or queue it anew if it was given up, unless a stored result is the answer.

    A model that failed is tried again when it is handed in again: time and memory may have run out because this machine
    was busy, and a failure is no score that must never change.
    """
    stored = session.scalars(
        _results_of(submission.id, None).where(ResultRow.grader_version == GRADER_VERSION)
    ).one_or_none()
    failed = stored is not None and stored.outcome == Outcome.FAILED
    if stored is not None and not failed:
        return
    job = session.scalars(_jobs_of(submission.id).where(JobRow.grader_version == GRADER_VERSION)).one_or_none()
    if job is not None and job.state != JobState.UNSCORED and not failed:
        return
    if stored is not None:
        session.delete(stored)
    waiting = count_waiting(session)
    if waiting >= queue_limit:
        raise QueueFull(
            f"Expected fewer than {queue_limit} models waiting to be graded",
            received=f"{waiting}; nothing was recorded",
            next_step="wait a minute, then submit again",
        )
    if job is None:
        job = JobRow(submission_id=submission.id, grader_version=GRADER_VERSION)
        session.add(job)
    job.state, job.priority, job.attempt = JobState.QUEUED, priority, 0
    job.queued_at, job.finished_at, job.last_error = time.time(), None, None


def _same_submission(submission: SubmissionRow) -> Select[SubmissionRow]:
    return select(SubmissionRow).where(
        SubmissionRow.sitting_id.is_not_distinct_from(submission.sitting_id),
        SubmissionRow.task_id == submission.task_id,
        SubmissionRow.task_version == submission.task_version,
        SubmissionRow.model_sha256 == submission.model_sha256,
    )


def _jobs_of(submission_id: int) -> Select[JobRow]:
    return select(JobRow).where(JobRow.submission_id == submission_id).order_by(JobRow.id.desc())


def _results_of(submission_id: int, job: JobRow | None) -> Select[ResultRow]:
    """Results that answer a submission, newest first; those of the job's grader version only, if there is a job."""
    query = (
        select(ResultRow)
        .join(SubmissionRow, is_result_of_submission())
        .where(SubmissionRow.id == submission_id)
        .order_by(ResultRow.created_at.desc())
    )
    return query if job is None else query.where(ResultRow.grader_version == job.grader_version)
