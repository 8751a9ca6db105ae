"""Workers share the queue: each job is graded once, and whoever dies is made up for."""

from __future__ import annotations

import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from gradatim.queue.dispatcher import Dispatcher, Pace
from gradatim.queue.executors.local import local_executor
from gradatim.queue.job import JobState, Priority
from gradatim.queue.submissions import SubmissionState
from gradatim.queue.sweep import LOST_WORKER, sweep
from gradatim.queue.worker_names import living_worker
from tests.queue.conftest import Room, until

JOBS = 200


@contextmanager
def dispatching(room: Room, *, pace: Pace, workers: int = 1) -> Iterator[threading.Event]:
    """Run a dispatcher in a thread of this process."""
    stop = threading.Event()
    with living_worker(room.settings.home) as name, local_executor(workers) as executor:
        dispatcher = Dispatcher(room.place, executor, workers=workers, name=name, home=room.settings.home, pace=pace)
        thread = threading.Thread(target=dispatcher.run, args=(stop,), kwargs={"idle_seconds": 60})
        thread.start()
        try:
            yield stop
        finally:
            stop.set()
            thread.join()
            dispatcher.say_farewell()


def test_two_workers_grade_each_of_many_models_once(room: Room) -> None:
    accepted = [room.hand_in(f"score {number % 6} #{number}") for number in range(JOBS)]
    workers = [room.start_worker(GRADATIM_WORKERS="2", GRADATIM_WORKER_IDLE_SECONDS="1") for _ in range(2)]
    assert [worker.wait(timeout=120) for worker in workers] == [0, 0]
    assert Counter(room.runs()) == {one.model_sha256: 1 for one in accepted}
    assert all(job.state == JobState.DONE for job in room.jobs())
    for number, one in enumerate(accepted[:6]):
        result = room.status(one).result
        assert result is not None
        assert result.score == number


def test_a_worker_that_is_killed_in_the_middle_is_made_up_for_and_the_result_is_committed_once(room: Room) -> None:
    go = room.folder / "go"
    accepted = room.hand_in(f"wait {go}")
    first = room.start_worker()
    until(lambda: room.is_running(accepted))
    first.kill()
    first.wait()
    assert room.status(accepted).state is SubmissionState.RUNNING
    # Its lock proves it dead, so the next worker does not wait for the lease of a minute.
    room.start_worker()
    until(lambda: room.job(accepted).attempt == 2, seconds=45)
    go.touch()
    result = room.wait_until_done(accepted).result
    assert result is not None
    assert result.score == 5
    assert room.runs() == [accepted.model_sha256] * 2
    assert len(room.results()) == 1


def test_a_model_that_kills_its_worker_three_times_is_given_up_and_takes_no_other_with_it(room: Room) -> None:
    poison = room.hand_in("die")
    others = [room.hand_in(f"score {number}") for number in range(3)]
    for _ in range(4):
        worker = room.start_worker(GRADATIM_WORKERS="4", GRADATIM_WORKER_IDLE_SECONDS="0.5")
        worker.wait(timeout=120)
    assert worker.returncode == 0
    result = room.status(poison).result
    assert result is not None
    assert (result.outcome, result.preflight[0].received) == ("unscored", LOST_WORKER)
    for number, one in enumerate(others):
        result = room.status(one).result
        assert result is not None
        assert result.score == number
    assert Counter(room.runs())[poison.model_sha256] == 3


@pytest.mark.parametrize("priority", Priority)
def test_a_job_that_was_lost_before_runs_alone(room: Room, priority: Priority) -> None:
    """Whether it is claimed before the other one or after it."""
    go = room.folder / "go"
    lost = room.hand_in(f"wait {go}", priority=priority)
    worker = room.start_worker(GRADATIM_WORKERS="2")
    until(lambda: room.is_running(lost))
    worker.kill()
    worker.wait()
    other = room.hand_in(f"wait {go} other")
    with dispatching(room, pace=Pace(), workers=2):
        # Until the sweep, the lost job still looks as if the dead worker ran it.
        until(lambda: room.job(lost).attempt == 2 or room.is_running(other))
        threading.Event().wait(0.5)
        assert sum(room.is_running(one) for one in (lost, other)) == 1
        go.touch()
        room.wait_until_done(lost)
        room.wait_until_done(other)


def test_an_idle_worker_sees_a_new_job_when_it_is_written_and_not_when_it_looks_next(room: Room) -> None:
    with dispatching(room, pace=Pace(look=60.0)):
        # Until it rests.
        threading.Event().wait(0.3)
        accepted = room.hand_in("score 2")
        room.wait_until_done(accepted, seconds=40)


def test_a_long_job_keeps_its_lease_by_the_heartbeat(room: Room) -> None:
    go = room.folder / "go"
    accepted = room.hand_in(f"wait {go}")
    with dispatching(room, pace=Pace(lease=3.0, heartbeat=0.2, sweep=60.0)):
        until(lambda: room.is_running(accepted))
        for _ in range(15):
            threading.Event().wait(0.3)
            assert sweep(room.place.engine, lease_seconds=3.0).queued_again == 0
        go.touch()
        room.wait_until_done(accepted)
    assert room.runs() == [accepted.model_sha256]


def test_without_a_heartbeat_the_lease_is_lost_and_the_late_result_is_not_stored(room: Room) -> None:
    go = room.folder / "go"
    accepted = room.hand_in(f"wait {go}")
    with dispatching(room, pace=Pace(lease=0.3, heartbeat=60.0, sweep=60.0)) as stop:
        until(lambda: room.is_running(accepted))
        stop.set()
        until(lambda: sweep(room.place.engine, lease_seconds=0.3).queued_again == 1)
        go.touch()
    assert room.results() == []
    assert room.job(accepted).state == JobState.QUEUED


def test_a_sleeping_machine_does_not_make_a_worker_take_its_own_job_for_lost(room: Room) -> None:
    go = room.folder / "go"
    accepted = room.hand_in(f"wait {go}")
    # To this worker every lease looks lost by the time it sweeps, as after the sleep of a laptop.
    with dispatching(room, pace=Pace(lease=0.1, heartbeat=60.0, sweep=0.5)):
        until(lambda: room.is_running(accepted))
        threading.Event().wait(1.5)
        go.touch()
        room.wait_until_done(accepted)
    assert room.job(accepted).attempt == 1


def test_a_worker_that_is_told_to_end_gives_back_what_it_cannot_finish(room: Room) -> None:
    go = room.folder / "go"
    accepted = room.hand_in(f"wait {go}")
    with dispatching(room, pace=replace(Pace(), farewell=0.1)) as stop:
        until(lambda: room.is_running(accepted))
        stop.set()
        threading.Timer(3.0, go.touch).start()
    assert room.job(accepted).state == JobState.QUEUED
    assert room.job(accepted).attempt == 0
    assert room.results() == []


def test_sigterm_ends_a_worker_after_the_job_at_hand(room: Room) -> None:
    go = room.folder / "go"
    running = room.hand_in(f"wait {go}")
    waiting = room.hand_in("score 1")
    worker = room.start_worker()
    until(lambda: room.is_running(running))
    worker.send_signal(signal.SIGTERM)
    threading.Timer(2.0, go.touch).start()
    assert worker.wait(timeout=120) == 0
    assert room.status(running).state is SubmissionState.DONE
    assert room.status(waiting).state is SubmissionState.QUEUED
    assert list((room.settings.home / "workers").iterdir()) == []
