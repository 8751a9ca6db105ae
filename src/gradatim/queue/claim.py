"""Which job a worker takes next, and taking it, in one transaction."""

from __future__ import annotations

import secrets
import time

from sqlalchemy import Engine, Exists, Select, Subquery, and_, delete, exists, func, select, update
from sqlalchemy.orm import Session, aliased

from gradatim.queue.job import LEASE_SECONDS, Attempt, Claimable, JobState
from gradatim.store.database import changed_rows, reading, transaction
from gradatim.store.schema import JobPhaseRow, JobRow, SubmissionRow

FIRST_PHASE = "starting"

_FAIR_SHARE_SECONDS = 3600.0


def claim(
    engine: Engine,
    worker: str,
    *,
    claimable: Claimable = Claimable.ANY,
    lease_seconds: float = LEASE_SECONDS,
    now: float | None = None,
) -> Attempt | None:
    """Take the next job, if there is one.

    Interactive work goes before re-grading. Then the sitting goes first that was served longest ago, so that one
    candidate who hands in fifty models does not hold up the others; then first come, first served. A model that is
    being graded for another submission at this moment is left alone: that result will serve both.

    Args:
        engine: The database.
        worker: Name of the worker that takes it.
        claimable: Which jobs it will take. Defaults to any.
        lease_seconds: How long the lease lasts unless it is renewed. Defaults to 60.
        now: Seconds since 1970. Defaults to the wall clock.

    Returns:
        The attempt, or None when there is nothing to do.
    """
    now = time.time() if now is None else now
    # Looking first is cheap and locks nothing; most looks of an idle worker end here.
    if waiting(engine) == 0:
        return None
    with transaction(engine) as session:
        # PostgreSQL lets several workers claim at once; SQLite has one writer and needs no row locks (it ignores them).
        next_job = _next_job(claimable, now).with_for_update(skip_locked=True, of=JobRow)
        row = session.execute(next_job).one_or_none()
        if row is None:
            return None
        attempt = Attempt(row.id, secrets.token_hex(16), row.attempt + 1)
        return attempt if _take(session, attempt, worker, now, lease_seconds) == 1 else None


def waiting(engine: Engine) -> int:
    """Return how many jobs wait for a worker."""
    with reading(engine) as session:
        return count_waiting(session)


def count_waiting(session: Session) -> int:
    """Return the same inside a transaction."""
    return session.execute(select(func.count()).where(JobRow.state == JobState.QUEUED)).scalar_one()


def _take(session: Session, attempt: Attempt, worker: str, now: float, lease_seconds: float) -> int:
    taken = changed_rows(
        session,
        update(JobRow)
        .where(JobRow.id == attempt.job_id, JobRow.state == JobState.QUEUED)
        .values(
            state=JobState.RUNNING,
            attempt=attempt.number,
            token=attempt.token,
            worker=worker,
            lease_until=now + lease_seconds,
            claimed_at=now,
            phase=FIRST_PHASE,
        ),
    )
    if taken:
        # Numbers come again after a job was given back or handed in anew; then the phases of that number start anew.
        again = and_(JobPhaseRow.job_id == attempt.job_id, JobPhaseRow.attempt >= attempt.number)
        session.connection().execute(delete(JobPhaseRow).where(again))
        session.add(JobPhaseRow(job_id=attempt.job_id, attempt=attempt.number, phase=FIRST_PHASE, entered_at=now))
    return taken


def _next_job(claimable: Claimable, now: float) -> Select[int, int]:
    served = _served_recently(now)
    query = (
        select(JobRow.id, JobRow.attempt)
        .join(SubmissionRow, SubmissionRow.id == JobRow.submission_id)
        .outerjoin(served, served.c.sitting == func.coalesce(SubmissionRow.sitting_id, ""))
        .where(JobRow.state == JobState.QUEUED, ~_same_model_is_running())
        .order_by(JobRow.priority, func.coalesce(served.c.at, 0.0), JobRow.queued_at, JobRow.id)
        .limit(1)
    )
    return query.where(JobRow.attempt == 0) if claimable is Claimable.FIRST_ATTEMPTS else query


def _served_recently(now: float) -> Subquery:
    """When each sitting was last served. Older than an hour counts as never, which keeps the query short."""
    job, submission = aliased(JobRow), aliased(SubmissionRow)
    sitting = func.coalesce(submission.sitting_id, "")
    return (
        select(sitting.label("sitting"), func.max(job.claimed_at).label("at"))
        .join(submission, submission.id == job.submission_id)
        .where(job.claimed_at > now - _FAIR_SHARE_SECONDS)
        .group_by(sitting)
        .subquery("served")
    )


def _same_model_is_running() -> Exists:
    job, submission = aliased(JobRow), aliased(SubmissionRow)
    return exists().where(
        and_(
            job.state == JobState.RUNNING,
            job.grader_version == JobRow.grader_version,
            job.submission_id == submission.id,
            submission.model_sha256 == SubmissionRow.model_sha256,
            submission.task_id == SubmissionRow.task_id,
            submission.task_version == SubmissionRow.task_version,
        )
    )
