"""Where all submissions of a sitting stand, in one look."""

from __future__ import annotations

from gradatim.grading.result import Outcome
from gradatim.queue.attempts import enter_phase, fail
from gradatim.queue.claim import claim
from gradatim.queue.status import SubmissionState, statuses
from gradatim.store.database import transaction
from gradatim.store.schema import JobRow, ResultRow
from tests.queue.conftest import Room


def test_all_submissions_of_a_sitting_stand_where_each_stands(room: Room) -> None:
    sitting = room.open_sitting("a")
    done = room.hand_in("score 4", sitting=sitting)
    first = claim(room.place.engine, "tests")
    assert first is not None
    room.commit(first, score=4)
    given_up = room.hand_in("score 3", sitting=sitting)
    attempt = claim(room.place.engine, "tests")
    assert attempt is not None
    fail(room.place.engine, attempt, "no memory", final=True)
    running = room.hand_in("score 2", sitting=sitting)
    attempt = claim(room.place.engine, "tests")
    assert attempt is not None
    enter_phase(room.place.engine, attempt, "predicting")
    waiting = room.hand_in("score 1", sitting=sitting)
    elsewhere = room.hand_in("score 1", sitting=room.open_sitting("b"))

    found = statuses(room.place.engine, sitting)
    assert elsewhere.submission_id not in found
    assert found == {one.submission_id: room.status(one) for one in (done, given_up, running, waiting)}
    assert [found[one.submission_id].state for one in (done, given_up, running, waiting)] == [
        SubmissionState.DONE,
        SubmissionState.DONE,
        SubmissionState.RUNNING,
        SubmissionState.QUEUED,
    ]
    assert found[running.submission_id].phase == "predicting"
    result = found[given_up.submission_id].result
    assert result is not None
    assert result.outcome is Outcome.UNSCORED


def test_while_a_newer_grader_looks_again_the_old_result_is_no_answer(room: Room) -> None:
    sitting = room.open_sitting("a")
    accepted = room.hand_in("score 4", sitting=sitting)
    attempt = claim(room.place.engine, "tests")
    assert attempt is not None
    room.commit(attempt, score=4)
    with transaction(room.place.engine) as session:
        job = session.query(JobRow).one()
        session.add(
            JobRow(
                submission_id=job.submission_id,
                grader_version="99",
                state="queued",
                priority=10,
                attempt=0,
                queued_at=job.queued_at,
            )
        )
        assert session.query(ResultRow).count() == 1
    assert statuses(room.place.engine, sitting)[accepted.submission_id].state is SubmissionState.QUEUED
