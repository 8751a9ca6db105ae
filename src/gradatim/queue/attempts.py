"""What an attempt may do while it holds the lease, and how it ends.

Every statement here carries the attempt's token. When the job was taken away meanwhile, it changes no row, and the late
worker learns that its word no longer counts.
"""

from __future__ import annotations

import time
from collections.abc import Collection

from sqlalchemy import ColumnElement, Engine, and_, update
from sqlalchemy.orm import Session

from gradatim.grading.result import GradeResult
from gradatim.queue.answered import finish_answered_jobs
from gradatim.queue.job import LEASE_SECONDS, MAX_ATTEMPTS, Attempt, Commit, JobState, Retry
from gradatim.store.database import changed_rows, transaction
from gradatim.store.schema import JobPhaseRow, JobRow, ResultRow

MAX_ERROR_LENGTH = 500


def renew(
    engine: Engine, attempts: Collection[Attempt], *, lease_seconds: float = LEASE_SECONDS, now: float | None = None
) -> set[Attempt]:
    """Renew the leases of running attempts: the heartbeat.

    Returns:
        The attempts that still hold their job.
    """
    now = time.time() if now is None else now
    with transaction(engine) as session:
        renewed = update(JobRow).values(lease_until=now + lease_seconds)
        return {attempt for attempt in attempts if changed_rows(session, renewed.where(_holds(attempt))) == 1}


def enter_phase(engine: Engine, attempt: Attempt, phase: str, *, now: float | None = None) -> Commit:
    """Record that an attempt has begun a phase. The first time of each phase is kept."""
    now = time.time() if now is None else now
    with transaction(engine) as session:
        if changed_rows(session, update(JobRow).where(_holds(attempt)).values(phase=phase)) == 0:
            return Commit.FENCED
        key = (attempt.job_id, attempt.number, phase)
        if session.get(JobPhaseRow, key) is None:
            session.add(JobPhaseRow(job_id=attempt.job_id, attempt=attempt.number, phase=phase, entered_at=now))
    return Commit.COMMITTED


def commit(
    engine: Engine,
    attempt: Attempt,
    result: GradeResult,
    *,
    predictions_sha256: str | None = None,
    now: float | None = None,
) -> Commit:
    """Store the result and finish the job in one transaction, if the attempt still holds it.

    A result that is already stored for the same model, task and versions is kept: a score never changes.
    """
    now = time.time() if now is None else now
    with transaction(engine) as session:
        done = _ended(JobState.DONE, now, last_error=None)
        if changed_rows(session, update(JobRow).where(_holds(attempt)).values(**done)) == 0:
            return Commit.FENCED
        _store(session, result, predictions_sha256, now)
        finish_answered_jobs(session, now)
    return Commit.COMMITTED


def fail(engine: Engine, attempt: Attempt, error: str, *, final: bool = False, now: float | None = None) -> Retry:
    """End an attempt that we spoiled: queue the job again, or give it up after `MAX_ATTEMPTS`.

    Args:
        engine: The database.
        attempt: The attempt.
        error: What went wrong, in words that the candidate may read.
        final: Whether another attempt could not go better. Defaults to False.
        now: Seconds since 1970. Defaults to the wall clock.
    """
    now = time.time() if now is None else now
    give_up = final or attempt.number >= MAX_ATTEMPTS
    state = JobState.UNSCORED if give_up else JobState.QUEUED
    values = _ended(state, now if give_up else None, last_error=error[:MAX_ERROR_LENGTH])
    with transaction(engine) as session:
        if changed_rows(session, update(JobRow).where(_holds(attempt)).values(**values)) == 0:
            return Retry.FENCED
    return Retry.GIVEN_UP if give_up else Retry.QUEUED_AGAIN


def give_back(engine: Engine, attempts: Collection[Attempt]) -> None:
    """Queue jobs again that a worker will not finish because it was told to end. It does not count as an attempt."""
    with transaction(engine) as session:
        for attempt in attempts:
            values = _ended(JobState.QUEUED, None, last_error=None) | {"attempt": attempt.number - 1}
            changed_rows(session, update(JobRow).where(_holds(attempt)).values(**values))


def _holds(attempt: Attempt) -> ColumnElement[bool]:
    return and_(JobRow.id == attempt.job_id, JobRow.token == attempt.token, JobRow.state == JobState.RUNNING)


def _ended(state: JobState, finished_at: float | None, *, last_error: str | None) -> dict[str, object]:
    return {
        "state": state,
        "token": None,
        "lease_until": None,
        "worker": None,
        "phase": None,
        "finished_at": finished_at,
        "last_error": last_error,
    }


def _store(session: Session, result: GradeResult, predictions_sha256: str | None, now: float) -> None:
    key = (result.model_sha256, result.task, result.task_version, result.grader_version)
    if session.get(ResultRow, key) is not None:
        return
    session.add(
        ResultRow(
            model_sha256=result.model_sha256,
            task_id=result.task,
            task_version=result.task_version,
            grader_version=result.grader_version,
            outcome=result.outcome,
            score=result.score,
            result_json=result.as_json(indent=None),
            predictions_sha256=predictions_sha256,
            created_at=now,
        )
    )
    session.flush()
