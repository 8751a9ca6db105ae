"""The revision of a topic: a short text that differs whenever its page would look different.

It is derived from SQL alone, so every tab, every process and a server that was started again agree on it; a page that
knows which revision it shows can ask for what came after it.
"""

from __future__ import annotations

import hashlib
import json

from sqlalchemy import Connection, Engine, Select, func, select
from sqlalchemy.orm import Session

from gradatim.exams.sitting import look
from gradatim.mastery.progress_schema import TABLES
from gradatim.queue.answered import is_result_of_submission
from gradatim.queue.job import JobState
from gradatim.store.database import reading
from gradatim.store.schema import JobRow, ResultRow, SittingRow, SubmissionRow

_DIGITS = 16
"""64 bits: two states of one page are not mistaken for each other."""


def revision_of(state: object) -> str:
    """Return the revision of any state that JSON can hold."""
    text = json.dumps(state, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def sitting_revision(engine: Engine, sitting_id: str) -> str:
    """Return the revision of a sitting: its state, and where each of its submissions stands. The bell is rung here.

    Raises:
        UserError: There is no such sitting.
    """
    sitting = look(engine, sitting_id)
    with reading(engine) as session:
        return revision_of([sitting.state, sitting.finished_at, _submissions(session, sitting_id)])


def submission_revision(engine: Engine, submission_id: int) -> str:
    """Return the revision of one submission and of the sitting that it belongs to.

    Raises:
        LookupError: There is no such submission.
    """
    with reading(engine) as session:
        row = session.get(SubmissionRow, submission_id)
        if row is None:
            raise LookupError(f"Expected the id of a submission. Received: {submission_id}")
        sitting_id = row.sitting_id
        jobs = [list(job) for job in session.execute(_jobs().where(SubmissionRow.id == submission_id))]
    ended = look(engine, sitting_id).state if sitting_id else ""
    return revision_of([ended, jobs])


def exams_revision(engine: Engine) -> str:
    """Return the revision of the list of sittings: their states, and how many submissions, results and
    unfinished jobs there are."""
    with reading(engine) as session:
        states = [
            list(row) for row in session.execute(select(SittingRow.state, func.count()).group_by(SittingRow.state))
        ]
        newest = session.scalar(select(func.max(SittingRow.started_at)))
        return revision_of([states, newest, *_counts(session)])


def practice_revision(engine: Engine, progress: Connection | None) -> str:
    """Return the revision of all that is known of a learner's skills.

    Args:
        engine: The database, for what past exams say.
        progress: A connection to the progress file, whose rows are only ever added or replaced by newer ones; None
            while there is none.
    """
    drills = _progress(progress) if progress else []
    with reading(engine) as session:
        return revision_of([drills, _counts(session)])


def _submissions(session: Session, sitting_id: str) -> list[list[object]]:
    return [list(row) for row in session.execute(_jobs().where(SubmissionRow.sitting_id == sitting_id))]


def _jobs() -> Select[*tuple[object, ...]]:
    query: Select[*tuple[object, ...]] = (
        select(
            SubmissionRow.id,
            SubmissionRow.history_sha256,
            func.length(SubmissionRow.history_json),  # one that could not be read has no hash
            JobRow.id,
            JobRow.state,
            JobRow.phase,
            JobRow.attempt,
            ResultRow.grader_version,
            ResultRow.outcome,
            ResultRow.created_at,
        )
        .outerjoin(JobRow, JobRow.submission_id == SubmissionRow.id)
        .outerjoin(ResultRow, is_result_of_submission())
        .order_by(SubmissionRow.id, JobRow.id, ResultRow.created_at)
    )
    return query


def _counts(session: Session) -> list[object]:
    results = session.execute(select(func.count(), func.max(ResultRow.created_at)).select_from(ResultRow)).one()
    # One that was handed in before has its answer at once: no job, no new result.
    submissions = session.execute(select(func.count(), func.max(SubmissionRow.id)).select_from(SubmissionRow)).one()
    waiting, unscored = (
        session.scalar(select(func.count()).where(JobRow.state.in_(states)))
        for states in ((JobState.QUEUED, JobState.RUNNING), (JobState.UNSCORED,))
    )
    return [*results, *submissions, waiting, unscored]


def _progress(connection: Connection) -> list[object]:
    counts = (select(func.count(), func.max(table.c.at)).select_from(table) for table in TABLES.sorted_tables)
    return [list(connection.execute(query).one()) for query in counts]
