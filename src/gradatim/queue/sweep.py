"""Derives missing work from SQL, so that nothing accepted is ever forgotten, whoever died in between."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, Update, and_, exists, insert, literal, or_, select, update
from sqlalchemy.orm import Session

from gradatim.grading.result import GRADER_VERSION
from gradatim.queue.answered import finish_answered_jobs, is_result_of_submission
from gradatim.queue.job import LEASE_SECONDS, MAX_ATTEMPTS, JobState, Priority
from gradatim.store.database import changed_rows, transaction
from gradatim.store.schema import JobRow, ResultRow, SubmissionRow

LOST_WORKER = f"the grader's worker died {MAX_ATTEMPTS} times while it graded this model"

_NO_HOLDER: dict[str, object] = {"token": None, "lease_until": None, "worker": None, "phase": None}


@dataclass(frozen=True)
class Swept:
    """What a sweep found: jobs queued again, given up, created for forgotten submissions, and answered by others."""

    queued_again: int
    given_up: int
    created: int
    answered: int

    @property
    def found_anything(self) -> bool:
        """Whether there is something to tell the operator."""
        return any((self.queued_again, self.given_up, self.created, self.answered))


def sweep(
    engine: Engine,
    *,
    dead_workers: Collection[str] = (),
    lease_seconds: float = LEASE_SECONDS,
    now: float | None = None,
) -> Swept:
    """Put right whatever a crash left behind.

    Args:
        engine: The database.
        dead_workers: Names of workers that are proven dead; their leases need not run out first. Defaults to none.
        lease_seconds: Length of a lease. Defaults to 60.
        now: Seconds since 1970. Defaults to the wall clock.
    """
    now = time.time() if now is None else now
    lost = and_(JobRow.state == JobState.RUNNING, _lease_is_lost(dead_workers, lease_seconds, now))
    with transaction(engine) as session:
        return Swept(
            given_up=changed_rows(session, _give_up(lost, now)),
            queued_again=changed_rows(session, _queue_again(lost)),
            created=_create_forgotten_jobs(session) + changed_rows(session, _requeue_done_without_result()),
            answered=finish_answered_jobs(session, now),
        )


def _lease_is_lost(dead_workers: Collection[str], lease_seconds: float, now: float) -> ColumnElement[bool]:
    return or_(
        JobRow.lease_until < now,
        # No lease is that long: the wall clock was set back since, and waiting for it could take hours.
        JobRow.lease_until > now + 2 * lease_seconds,
        JobRow.worker.in_(dead_workers),
    )


def _give_up(lost: ColumnElement[bool], now: float) -> Update:
    values = {"state": JobState.UNSCORED, "finished_at": now, "last_error": LOST_WORKER} | _NO_HOLDER
    return update(JobRow).where(lost, JobRow.attempt >= MAX_ATTEMPTS).values(**values)


def _queue_again(lost: ColumnElement[bool]) -> Update:
    return update(JobRow).where(lost, JobRow.attempt < MAX_ATTEMPTS).values(state=JobState.QUEUED, **_NO_HOLDER)


def _requeue_done_without_result() -> Update:
    """A result that an operator removed is computed again."""
    answered = exists().where(
        SubmissionRow.id == JobRow.submission_id,
        is_result_of_submission(),
        ResultRow.grader_version == JobRow.grader_version,
    )
    again = {"state": JobState.QUEUED, "attempt": 0, "finished_at": None}
    return update(JobRow).where(JobRow.state == JobState.DONE, ~answered).values(**again)


def _create_forgotten_jobs(session: Session) -> int:
    """Create the jobs of submissions that have neither a job nor a result.

    A submission that any version of the grader has answered stays answered: re-grading is an operator's decision.
    """
    forgotten = select(
        SubmissionRow.id,
        literal(GRADER_VERSION),
        literal(JobState.QUEUED.value),
        literal(int(Priority.INTERACTIVE)),
        literal(0),
        SubmissionRow.received_at,
    ).where(
        ~exists().where(JobRow.submission_id == SubmissionRow.id),
        ~exists().where(is_result_of_submission()),
    )
    columns = ["submission_id", "grader_version", "state", "priority", "attempt", "queued_at"]
    return changed_rows(session, insert(JobRow).from_select(columns, forgotten))
