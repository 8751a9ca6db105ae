"""What is handed in is recorded once and never lost; what could not be recorded leaves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gradatim.errors import UserError
from gradatim.grading.result import Outcome
from gradatim.queue.attempts import fail
from gradatim.queue.claim import claim, waiting
from gradatim.queue.job import JobState
from gradatim.queue.submissions import QueueFull, SubmissionState, accept, retry_unscored, status
from gradatim.store.database import reading
from gradatim.store.schema import SubmissionRow
from tests.queue.conftest import REPOSITORY, TASK, Room

ACCEPT = """
import sys
from pathlib import Path
from gradatim.queue.submissions import accept
from gradatim.queue.workplace import workplace
place = workplace()
sys.stdin.readline()
for _ in range(20):
    accepted = accept(
        place.engine, place.blobs, task_id=sys.argv[1], task_version="1", model=Path(sys.argv[2]), max_bytes=999
    )
print(accepted.submission_id)
"""


def test_a_submission_waits_for_a_worker(room: Room) -> None:
    accepted = room.hand_in()
    assert not accepted.already
    current = room.status(accepted)
    assert (current.state, current.phase, current.attempt, current.result) == (SubmissionState.QUEUED, None, 0, None)
    assert room.place.blobs.get(accepted.model_sha256).read_text() == "score 5"


def test_the_same_file_again_is_the_same_submission(room: Room) -> None:
    first = room.hand_in()
    again = room.hand_in()
    assert again.already
    assert (again.submission_id, again.model_sha256) == (first.submission_id, first.model_sha256)
    assert len(room.jobs()) == 1


def test_another_sitting_and_another_task_version_are_other_submissions(room: Room) -> None:
    accepted = [
        room.hand_in(),
        room.hand_in(sitting=room.open_sitting("a")),
        room.hand_in(sitting=room.open_sitting("b")),
        room.hand_in(task_version="2-other"),
    ]
    assert len({one.submission_id for one in accepted}) == 4
    assert not any(one.already for one in accepted)


def test_two_processes_that_send_the_same_file_at_once_make_one_submission(room: Room) -> None:
    model = room.folder / "model.keras"
    model.write_text("score 5")
    os.utime(model, (0, 0))
    command = [sys.executable, "-c", ACCEPT, TASK, str(model)]
    pipe = subprocess.PIPE
    senders = [
        subprocess.Popen(command, cwd=REPOSITORY, env=os.environ, text=True, stdin=pipe, stdout=pipe, stderr=pipe)
        for _ in range(2)
    ]
    printed = []
    for sender in senders:
        assert sender.stdin is not None
        sender.stdin.write("go\n")
        sender.stdin.flush()
    for sender in senders:
        out, errors = sender.communicate(timeout=60)
        assert sender.returncode == 0, errors
        printed.append(out)
    assert printed[0] == printed[1]
    assert len(room.jobs()) == 1


def test_a_model_that_was_graded_before_is_answered_at_once(room: Room) -> None:
    room.hand_in()
    attempt = claim(room.place.engine, "worker")
    assert attempt is not None
    room.commit(attempt, score=4)
    accepted = room.hand_in(sitting=room.open_sitting("later"))
    current = room.status(accepted)
    assert current.state is SubmissionState.DONE
    assert current.result is not None
    assert current.result.score == 4
    assert waiting(room.place.engine) == 0


def test_a_model_that_failed_is_tried_again_only_when_it_is_handed_in_again(room: Room) -> None:
    file = room.folder / "less-busy"
    accepted = room.hand_in(f"fail {file}")
    attempt = claim(room.place.engine, "worker")
    assert attempt is not None
    room.run(attempt)
    result = room.status(accepted).result
    assert result is not None
    assert result.outcome is Outcome.FAILED
    assert claim(room.place.engine, "worker") is None
    file.touch()
    again = room.hand_in(f"fail {file}")
    assert again.submission_id == accepted.submission_id
    attempt = claim(room.place.engine, "worker")
    assert attempt is not None
    room.run(attempt)
    result = room.status(accepted).result
    assert result is not None
    assert result.score == 5


def test_an_unscored_model_that_is_handed_in_again_is_tried_anew(room: Room) -> None:
    accepted = room.hand_in()
    attempt = claim(room.place.engine, "worker")
    assert attempt is not None
    fail(room.place.engine, attempt, "broken", final=True)
    assert room.status(accepted).state is SubmissionState.DONE
    again = room.hand_in()
    assert again.already
    assert room.status(again).state is SubmissionState.QUEUED
    attempt = claim(room.place.engine, "worker")
    assert attempt is not None
    assert attempt.number == 1
    room.run(attempt)
    result = room.status(accepted).result
    assert result is not None
    assert result.score == 5


def test_a_full_queue_turns_new_models_away_and_keeps_those_it_has(room: Room) -> None:
    first = room.hand_in("score 1", queue_limit=2)
    room.hand_in("score 2", queue_limit=2)
    with pytest.raises(QueueFull, match="Next: wait a minute"):
        room.hand_in("score 3", queue_limit=2)
    assert len(room.jobs()) == 2
    with reading(room.place.engine) as session:
        assert session.query(SubmissionRow).count() == 2
    assert room.hand_in("score 1", queue_limit=2).submission_id == first.submission_id


def test_a_file_that_cannot_be_stored_is_not_recorded(room: Room) -> None:
    with pytest.raises(UserError, match="Expected a file that can be read"):
        accept(
            room.place.engine,
            room.place.blobs,
            task_id=TASK,
            task_version="1",
            model=room.folder / "missing.keras",
            max_bytes=999,
        )
    assert room.jobs() == []


def test_a_file_name_that_is_not_text_is_accepted(room: Room) -> None:
    model = Path(os.fsdecode(os.fsencode(room.folder) + b"/\xff\xfe.keras"))
    model.write_text("score 5")
    accepted = accept(room.place.engine, room.place.blobs, task_id=TASK, task_version="1", model=model, max_bytes=999)
    assert room.job(accepted).state == JobState.QUEUED
    with reading(room.place.engine) as session:
        assert session.get_one(SubmissionRow, accepted.submission_id).file_name == "??.keras"


def test_an_unknown_submission_has_no_status(room: Room) -> None:
    with pytest.raises(LookupError, match="7"):
        status(room.place.engine, 7)


def test_what_was_given_up_can_be_tried_anew_for_one_sitting_only(room: Room) -> None:
    ours, theirs = room.open_sitting("ours"), room.open_sitting("theirs")
    accepted = [room.hand_in("score 3", sitting=ours), room.hand_in("score 4", sitting=theirs)]
    for _ in accepted:
        attempt = claim(room.place.engine, "worker")
        assert attempt is not None
        fail(room.place.engine, attempt, "broken", final=True)
    assert retry_unscored(room.place.engine, ours) == 1
    assert room.status(accepted[0]).state is SubmissionState.QUEUED
    assert room.status(accepted[1]).state is SubmissionState.DONE
    assert retry_unscored(room.place.engine, ours) == 0
