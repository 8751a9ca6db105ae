"""Whatever a crash leaves behind is put right from what SQL holds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from sqlalchemy import delete, update

from gradatim.queue.claim import claim, waiting
from gradatim.queue.job import LEASE_SECONDS, MAX_ATTEMPTS, JobState
from gradatim.queue.submissions import SubmissionState
from gradatim.queue.sweep import LOST_WORKER, Swept, sweep
from gradatim.store.database import transaction
from gradatim.store.schema import JobRow, ResultRow
from tests.queue.conftest import REPOSITORY, TASK, Room

ACCEPT_AND_DIE = """
import os, signal, sys
from pathlib import Path
from gradatim.queue.submissions import accept
from gradatim.queue.workplace import workplace
place = workplace()
accept(place.engine, place.blobs, task_id=sys.argv[1], task_version=sys.argv[2], model=Path(sys.argv[3]), max_bytes=999)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_lease_that_ran_out_is_queued_again_and_not_before(room: Room) -> None:
    accepted = room.hand_in()
    now = time.time()
    claim(room.place.engine, "worker", now=now)
    assert sweep(room.place.engine, now=now + LEASE_SECONDS - 1) == Swept(0, 0, 0, 0)
    assert room.status(accepted).state is SubmissionState.RUNNING
    assert sweep(room.place.engine, now=now + LEASE_SECONDS + 1) == Swept(1, 0, 0, 0)
    assert room.status(accepted).state is SubmissionState.QUEUED


def test_a_lease_of_a_worker_that_is_proven_dead_need_not_run_out(room: Room) -> None:
    room.hand_in("score 1")
    room.hand_in("score 2")
    claim(room.place.engine, "dead")
    claim(room.place.engine, "alive")
    assert sweep(room.place.engine, dead_workers={"dead"}).queued_again == 1
    assert [job.worker for job in room.jobs() if job.state == JobState.RUNNING] == ["alive"]


def test_a_wall_clock_set_back_by_hours_does_not_keep_a_lost_job_for_hours(room: Room) -> None:
    room.hand_in()
    now = time.time()
    claim(room.place.engine, "worker", now=now)
    assert sweep(room.place.engine, now=now - 3 * 3600).queued_again == 1


def test_a_job_that_costs_three_workers_their_life_is_given_up(room: Room) -> None:
    accepted = room.hand_in()
    for number in range(MAX_ATTEMPTS):
        assert claim(room.place.engine, f"worker-{number}") is not None
        swept = sweep(room.place.engine, dead_workers={f"worker-{number}"})
    assert swept == Swept(queued_again=0, given_up=1, created=0, answered=0)
    result = room.status(accepted).result
    assert result is not None
    assert result.outcome == "unscored"
    assert LOST_WORKER in result.preflight[0].received


def test_a_submission_without_a_job_gets_one(room: Room) -> None:
    accepted = room.hand_in()
    with transaction(room.place.engine) as session:
        session.execute(delete(JobRow))
    assert room.status(accepted).state is SubmissionState.QUEUED
    assert sweep(room.place.engine).created == 1
    assert sweep(room.place.engine).created == 0
    assert claim(room.place.engine, "worker") is not None


def test_a_result_that_was_removed_is_computed_again(room: Room) -> None:
    accepted = room.hand_in()
    attempt = claim(room.place.engine, "worker")
    assert attempt is not None
    room.commit(attempt)
    with transaction(room.place.engine) as session:
        session.execute(delete(ResultRow))
    assert room.status(accepted).state is SubmissionState.QUEUED
    assert sweep(room.place.engine).created == 1
    assert room.job(accepted).state == JobState.QUEUED


def test_work_that_an_older_grader_has_done_is_not_done_again(room: Room) -> None:
    accepted = room.hand_in()
    attempt = claim(room.place.engine, "worker")
    assert attempt is not None
    room.commit(attempt, score=3)
    with transaction(room.place.engine) as session:
        session.execute(update(ResultRow).values(grader_version="0"))
        session.execute(update(JobRow).values(grader_version="0"))
    assert not sweep(room.place.engine).found_anything
    result = room.status(accepted).result
    assert result is not None
    assert result.score == 3


def test_a_waiting_job_whose_answer_is_stored_is_finished(room: Room) -> None:
    first = room.hand_in(sitting=room.open_sitting("a"))
    second = room.hand_in(sitting=room.open_sitting("b"))
    attempt = claim(room.place.engine, "worker")
    assert attempt is not None
    room.commit(attempt)
    with transaction(room.place.engine) as session:
        waiting_again = update(JobRow).where(JobRow.submission_id == second.submission_id)
        session.execute(waiting_again.values(state=JobState.QUEUED))
    assert sweep(room.place.engine).answered == 1
    assert room.job(first).state == room.job(second).state == JobState.DONE


def test_what_was_accepted_survives_a_kill_right_after(room: Room) -> None:
    model = room.folder / "model.keras"
    model.write_text("score 3")
    version = room.place.load_task(TASK).version(room.place.split)
    command = [sys.executable, "-c", ACCEPT_AND_DIE, TASK, version, str(model)]
    done = subprocess.run(command, cwd=REPOSITORY, env=os.environ, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    sweep(room.place.engine)
    assert waiting(room.place.engine) == 1
    attempt = claim(room.place.engine, "worker")
    assert attempt is not None
    room.run(attempt)
    assert [result.score for result in room.results()] == [3]
