"""Who is served next, and that nobody is served twice."""

from __future__ import annotations

import time

from sqlalchemy import make_url

from gradatim.queue.attempts import fail
from gradatim.queue.claim import _next_job, claim, waiting
from gradatim.queue.job import LEASE_SECONDS, Claimable, JobState, Priority
from gradatim.store.schema import JobRow
from tests.queue.conftest import Room


def test_a_claimed_job_is_leased_to_one_worker(room: Room) -> None:
    accepted = room.hand_in()
    now = time.time()
    attempt = claim(room.place.engine, "worker-a", now=now)
    assert attempt is not None
    assert attempt.number == 1
    job = room.job(accepted)
    assert (job.state, job.worker, job.token, job.lease_until) == (
        JobState.RUNNING,
        "worker-a",
        attempt.token,
        now + LEASE_SECONDS,
    )
    assert claim(room.place.engine, "worker-b") is None
    assert waiting(room.place.engine) == 0


def test_interactive_work_goes_before_regrading(room: Room) -> None:
    regrading = room.hand_in("score 1", priority=Priority.REGRADING)
    interactive = room.hand_in("score 2")
    assert order_of_service(room) == [interactive.submission_id, regrading.submission_id]


def test_a_sitting_with_many_submissions_does_not_hold_up_the_others(room: Room) -> None:
    many, few = room.open_sitting("many"), room.open_sitting("few")
    of_many = [room.hand_in(f"score 1 #{number}", sitting=many).submission_id for number in range(4)]
    of_few = [room.hand_in(f"score 2 #{number}", sitting=few).submission_id for number in range(2)]
    assert order_of_service(room) == [of_many[0], of_few[0], of_many[1], of_few[1], of_many[2], of_many[3]]


def test_a_model_that_is_being_graded_is_not_graded_at_the_same_time_for_another(room: Room) -> None:
    first = room.hand_in("score 4", sitting=room.open_sitting("a"))
    second = room.hand_in("score 4", sitting=room.open_sitting("b"))
    attempt = claim(room.place.engine, "worker")
    assert attempt is not None
    assert claim(room.place.engine, "other") is None
    room.commit(attempt, score=4)
    assert room.status(first).result == room.status(second).result is not None
    assert [job.state for job in room.jobs()] == [JobState.DONE, JobState.DONE]


def test_a_job_that_was_lost_before_can_be_left_for_later(room: Room) -> None:
    room.hand_in("score 1")
    lost = claim(room.place.engine, "worker", now=0.0)
    assert lost is not None
    fail(room.place.engine, lost, "died")
    fresh = room.hand_in("score 2")
    attempt = claim(room.place.engine, "worker", claimable=Claimable.FIRST_ATTEMPTS)
    assert attempt is not None
    assert room.submission_of(attempt) == fresh.submission_id
    assert claim(room.place.engine, "worker", claimable=Claimable.FIRST_ATTEMPTS) is None
    again = claim(room.place.engine, "worker")
    assert again is not None
    assert (again.job_id, again.number) == (lost.job_id, 2)


def test_on_postgresql_workers_skip_each_others_rows() -> None:
    dialect = make_url("postgresql://").get_dialect()()
    query = _next_job(Claimable.ANY, 0.0).with_for_update(skip_locked=True, of=JobRow)
    assert str(query.compile(dialect=dialect)).endswith("FOR UPDATE OF job SKIP LOCKED")


def order_of_service(room: Room) -> list[int]:
    """Claim one job after the other, a second apart, and return whose they were."""
    now = time.time()
    served = []
    while (attempt := claim(room.place.engine, "worker", now=now)) is not None:
        served.append(room.submission_of(attempt))
        now += 1
    return served
