"""Grades one claimed job. This function, an id and a token are all that is ever handed to an executor."""

from __future__ import annotations

import io
import time
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
import structlog
from sqlalchemy import select

from gradatim.errors import UserError
from gradatim.grading.grade import CONFINEMENT_REFUSED, Graded
from gradatim.grading.result import GradeResult, Notice, Outcome
from gradatim.queue.attempts import commit, enter_phase, fail
from gradatim.queue.job import Attempt, JobState
from gradatim.queue.workplace import Workplace, workplace
from gradatim.store.database import reading
from gradatim.store.database_errors import DatabaseUnavailableError
from gradatim.store.schema import JobRow, SubmissionRow

log = structlog.get_logger()


class _NotGradableError(Exception):
    """Our fault. `final` says that another attempt could not go better."""

    def __init__(self, reason: str, *, final: bool = False) -> None:
        self.final = final
        super().__init__(reason)


@dataclass(frozen=True)
class _Work:
    attempt: Attempt
    queued_at: float
    claimed_at: float
    task_id: str
    task_version: str
    model_sha256: str


def run_job(job_id: int, token: str, place: Workplace | None = None) -> None:
    """Grade a claimed job and commit its result, unless the lease was lost meanwhile.

    Whatever goes wrong in here is our fault: the job is queued again, or given up after the last attempt.

    Args:
        job_id: The job.
        token: Proof of the attempt.
        place: Where to work. Defaults to what the settings of this process describe.
    """
    place = place or workplace()
    work = _find_work(place, job_id, token)
    if work is None:
        log.warning("lease lost before the start", job=job_id)
        return
    try:
        graded = _grade(place, work)
        predictions = _keep_predictions(place, graded)
    except Exception as error:
        _spoiled(place, work, error)
        return
    result = _with_waiting_time(graded.result, work, time.time())
    verdict = commit(place.engine, work.attempt, result, predictions_sha256=predictions)
    log.info("graded", job=job_id, task=work.task_id, outcome=result.outcome, commit=verdict, **_spent(result))


def _find_work(place: Workplace, job_id: int, token: str) -> _Work | None:
    query = (
        select(JobRow, SubmissionRow)
        .join(SubmissionRow, SubmissionRow.id == JobRow.submission_id)
        .where(JobRow.id == job_id, JobRow.token == token, JobRow.state == JobState.RUNNING)
    )
    with reading(place.engine) as session:
        row = session.execute(query).one_or_none()
    if row is None:
        return None
    job, submission = row
    return _Work(
        attempt=Attempt(job_id, token, job.attempt),
        queued_at=job.queued_at,
        claimed_at=job.claimed_at or job.queued_at,
        task_id=submission.task_id,
        task_version=submission.task_version,
        model_sha256=submission.model_sha256,
    )


def _grade(place: Workplace, work: _Work) -> Graded:
    task = place.load_task(work.task_id)
    version = task.version(place.split)
    if version != work.task_version:
        raise _NotGradableError(f"the task changed from {work.task_version} to {version} meanwhile", final=True)

    def on_phase(phase: str) -> None:
        # A phase is only shown; a database that is busy for a moment must not cost the attempt.
        with suppress(DatabaseUnavailableError):
            enter_phase(place.engine, work.attempt, phase)

    graded = place.grade(
        task,
        place.split,
        place.blobs.get(work.model_sha256),
        model_sha256=work.model_sha256,
        start_seconds=place.start_seconds,
        on_phase=on_phase,
    )
    result = graded.result
    if result.outcome is Outcome.UNSCORED:
        raise _not_graded(result.preflight)
    return graded


def _not_graded(notices: list[Notice]) -> _NotGradableError:
    if not notices:
        return _NotGradableError("the grader gave no reason")
    return _NotGradableError(notices[0].received, final=notices[0].code == CONFINEMENT_REFUSED)


def _keep_predictions(place: Workplace, graded: Graded) -> str | None:
    if graded.predictions is None:
        return None
    content = io.BytesIO()
    np.save(content, graded.predictions, allow_pickle=False)
    return place.blobs.put_bytes(content.getvalue()).sha256


def _spoiled(place: Workplace, work: _Work, error: Exception) -> None:
    """End the attempt. The log has all of it; the candidate reads what was written for people, and no internals."""
    log.error("attempt spoiled", job=work.attempt.job_id, attempt=work.attempt.number, exc_info=error)
    for_people = isinstance(error, UserError | _NotGradableError)
    reason = (
        " ".join(str(error).split())
        if for_people
        else f"{type(error).__name__} in the grader (worker.log has the details)"
    )
    final = isinstance(error, _NotGradableError) and error.final
    retry = fail(place.engine, work.attempt, reason, final=final)
    log.warning("attempt ended", job=work.attempt.job_id, attempt=work.attempt.number, retry=retry)


def _with_waiting_time(result: GradeResult, work: _Work, now: float) -> GradeResult:
    """Fill in what only the queue knows. The wall clock may have been set back, so neither is below zero."""
    waited = max(0.0, work.claimed_at - work.queued_at)
    total = max(waited, now - work.queued_at)
    timings = result.timings_ms.model_copy(update={"queue": round(waited * 1000, 1), "total": round(total * 1000, 1)})
    return result.model_copy(update={"timings_ms": timings})


def _spent(result: GradeResult) -> dict[str, float]:
    return {f"{phase}_ms": value for phase, value in result.timings_ms.model_dump().items()}
