"""Only the attempt that holds the lease may say how a job ended."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import select

from gradatim.queue.attempts import enter_phase, fail, give_back, renew
from gradatim.queue.claim import FIRST_PHASE, claim
from gradatim.queue.job import LEASE_SECONDS, MAX_ATTEMPTS, Attempt, Commit, JobState, Retry
from gradatim.queue.submissions import SubmissionState
from gradatim.queue.sweep import sweep
from gradatim.store.database import reading
from gradatim.store.schema import JobPhaseRow
from tests.queue.conftest import Room


def claimed(room: Room, *, now: float | None = None) -> Attempt:
    attempt = claim(room.place.engine, "worker", now=now)
    assert attempt is not None
    return attempt


def phases(room: Room, attempt: Attempt) -> dict[str, float]:
    with reading(room.place.engine) as session:
        query = select(JobPhaseRow).where(JobPhaseRow.job_id == attempt.job_id, JobPhaseRow.attempt == attempt.number)
        return {row.phase: row.entered_at for row in session.scalars(query)}


def test_a_late_worker_is_fenced_off_and_writes_nothing(room: Room) -> None:
    accepted = room.hand_in()
    late = claimed(room, now=time.time() - 2 * LEASE_SECONDS)
    assert sweep(room.place.engine).queued_again == 1
    current = claimed(room)
    assert current.number == 2

    assert room.commit(late, score=1) is Commit.FENCED
    assert room.results() == []
    assert enter_phase(room.place.engine, late, "predicting") is Commit.FENCED
    assert fail(room.place.engine, late, "too late") is Retry.FENCED
    assert renew(room.place.engine, [late, current]) == {current}
    give_back(room.place.engine, [late])

    assert room.commit(current, score=4) is Commit.COMMITTED
    result = room.status(accepted).result
    assert result is not None
    assert result.score == 4


def test_a_result_never_changes(room: Room) -> None:
    room.hand_in()
    attempt = claimed(room)
    room.commit(attempt, score=4)
    assert room.commit(attempt, score=1) is Commit.FENCED
    room.hand_in(sitting=room.open_sitting("another"))
    assert [result.score for result in room.results()] == [4]


def test_a_renewed_lease_is_not_lost(room: Room) -> None:
    room.hand_in()
    claimed_at = time.time() - LEASE_SECONDS + 5
    attempt = claimed(room, now=claimed_at)
    renew(room.place.engine, [attempt])
    assert sweep(room.place.engine, now=claimed_at + LEASE_SECONDS + 10).queued_again == 0


def test_a_spoiled_job_is_tried_three_times_and_then_unscored_by_our_fault(room: Room) -> None:
    accepted = room.hand_in()
    for number in range(1, MAX_ATTEMPTS):
        attempt = claimed(room)
        assert attempt.number == number
        assert fail(room.place.engine, attempt, "no memory") is Retry.QUEUED_AGAIN
        assert room.status(accepted).state is SubmissionState.QUEUED
    assert fail(room.place.engine, claimed(room), "no memory") is Retry.GIVEN_UP
    assert claim(room.place.engine, "worker") is None
    result = room.status(accepted).result
    assert result is not None
    assert (result.outcome, result.score) == ("unscored", None)
    assert "no memory. This is our fault and costs you nothing" in result.preflight[0].message
    assert room.results() == []


def test_a_job_that_is_given_back_has_used_up_no_attempt(room: Room) -> None:
    accepted = room.hand_in()
    give_back(room.place.engine, [claimed(room)])
    assert room.job(accepted).state == JobState.QUEUED
    assert claimed(room).number == 1


def test_each_phase_is_kept_with_the_time_it_was_first_entered(room: Room) -> None:
    accepted = room.hand_in()
    attempt = claimed(room, now=100.0)
    enter_phase(room.place.engine, attempt, "loading", now=101.0)
    enter_phase(room.place.engine, attempt, "predicting", now=102.0)
    enter_phase(room.place.engine, attempt, "loading", now=103.0)
    assert room.status(accepted).phase == "loading"
    assert phases(room, attempt) == {FIRST_PHASE: 100.0, "loading": 101.0, "predicting": 102.0}


def test_a_number_that_is_used_again_starts_its_phases_anew(room: Room) -> None:
    room.hand_in()
    attempt = claimed(room, now=100.0)
    enter_phase(room.place.engine, attempt, "loading", now=101.0)
    give_back(room.place.engine, [attempt])
    assert phases(room, claimed(room, now=200.0)) == {FIRST_PHASE: 200.0}


def test_a_commit_that_cannot_be_stored_leaves_the_job_running(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted = room.hand_in()
    attempt = claimed(room)
    monkeypatch.setattr("gradatim.queue.attempts.finish_answered_jobs", _break)
    with pytest.raises(RuntimeError):
        room.commit(attempt)
    assert room.results() == []
    assert room.job(accepted).state == JobState.RUNNING


def _break(*_: object) -> None:
    raise RuntimeError("power cut")
