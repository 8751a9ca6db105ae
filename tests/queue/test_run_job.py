"""A job ends with a result, with another attempt, or as our fault; never as the candidate's."""

from __future__ import annotations

import time

import numpy as np

from gradatim.queue.claim import claim
from gradatim.queue.job import Attempt, JobState
from gradatim.queue.submissions import SubmissionState
from gradatim.queue.sweep import sweep
from tests.queue.conftest import TASK, Room


def run_next(room: Room, *, now: float | None = None) -> Attempt:
    attempt = claim(room.place.engine, "worker", now=now)
    assert attempt is not None
    room.run(attempt)
    return attempt


def test_the_result_is_stored_with_its_predictions_and_the_time_it_waited(room: Room) -> None:
    accepted = room.hand_in("score 3")
    run_next(room, now=time.time() + 2)
    current = room.status(accepted)
    assert current.state is SubmissionState.DONE
    assert current.result is not None
    assert (current.result.score, current.result.timings_ms.load) == (3, 2.0)
    assert 2000 <= current.result.timings_ms.queue < 10_000
    assert current.result.timings_ms.total >= current.result.timings_ms.queue
    (stored,) = room.results()
    assert stored.predictions_sha256 is not None
    predictions = np.load(room.place.blobs.get(stored.predictions_sha256), allow_pickle=False)
    assert predictions.tolist() == [[0.25], [0.75]]


def test_a_bug_of_ours_is_tried_again_and_shows_nothing_of_the_hidden_data(room: Room) -> None:
    accepted = room.hand_in("raise")
    for _ in range(3):
        assert room.status(accepted).state is SubmissionState.QUEUED
        run_next(room)
    result = room.status(accepted).result
    assert result is not None
    assert result.outcome == "unscored"
    assert "RuntimeError in the grader" in result.preflight[0].message
    assert "label" not in result.as_json()
    assert room.results() == []


def test_a_grader_that_could_not_run_says_why_after_the_last_attempt(room: Room) -> None:
    accepted = room.hand_in("unscored")
    for _ in range(3):
        run_next(room)
    result = room.status(accepted).result
    assert result is not None
    assert result.preflight[0].received == "no memory for a process"


def test_a_stored_file_that_is_gone_is_our_fault(room: Room) -> None:
    accepted = room.hand_in()
    room.place.blobs.get(accepted.model_sha256).unlink()
    for _ in range(3):
        run_next(room)
    result = room.status(accepted).result
    assert result is not None
    assert "no such file" in result.preflight[0].received
    room.hand_in()
    run_next(room)
    result = room.status(accepted).result
    assert result is not None
    assert result.score == 5


def test_a_task_that_changed_meanwhile_is_not_graded_and_not_tried_again(room: Room) -> None:
    accepted = room.hand_in()
    task_file = room.place.load_task(TASK).folder / "task.toml"
    task_file.write_text(task_file.read_text().replace("0.5, 0.6", "0.4, 0.6"))
    run_next(room)
    assert room.job(accepted).state == JobState.UNSCORED
    result = room.status(accepted).result
    assert result is not None
    assert "the task changed" in result.preflight[0].received
    assert room.runs() == []


def test_a_lease_that_was_lost_before_the_start_runs_nothing(room: Room) -> None:
    room.hand_in()
    late = claim(room.place.engine, "worker", now=0.0)
    assert late is not None
    sweep(room.place.engine)
    room.run(late)
    assert room.runs() == []
