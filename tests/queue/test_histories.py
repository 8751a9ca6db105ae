"""The history of a training travels with its submission, and is no part of what is graded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gradatim.grading.result import GradeResult
from gradatim.queue.claim import claim
from gradatim.queue.submissions import Accepted, accept
from tests.queue.conftest import TASK, Room

SLOW = "epoch,loss\n" + "".join(f"{epoch},{1 - 0.001 * epoch}\n" for epoch in range(20))
STILL = "epoch,loss\n" + "".join(f"{epoch},0.7\n" for epoch in range(20))


def hand_in(room: Room, history: Path | None, *, sitting: str | None = None) -> Accepted:
    model = room.folder / "model.keras"
    model.write_text("score 2")
    os.utime(model, (0, 0))
    return accept(
        room.place.engine,
        room.place.blobs,
        task_id=TASK,
        task_version=room.place.load_task(TASK).version(room.place.split),
        model=model,
        max_bytes=10_000,
        history=history,
        sitting_id=sitting,
    )


def written(room: Room, text: str) -> Path:
    path = room.folder / "history.csv"
    path.write_text(text)
    os.utime(path, (0, 0))
    return path


def result(room: Room, accepted: Accepted) -> GradeResult:
    found = room.status(accepted).result
    assert found is not None
    return found


def graded(room: Room, accepted: Accepted) -> GradeResult:
    attempt = claim(room.place.engine, worker="w")
    assert attempt is not None
    room.run(attempt)
    return result(room, accepted)


def test_its_finding_joins_the_result_of_that_submission_and_of_no_other(room: Room) -> None:
    with_history = hand_in(room, written(room, SLOW), sitting=room.open_sitting("a"))
    found = graded(room, with_history)
    assert [one.id for one in found.findings] == ["learning-curve"]
    assert found.findings[0].evidence["curve"] == "rate too low"
    assert (found.score, found.findings[0].points) == (2, 3)
    without = hand_in(room, None, sitting=room.open_sitting("b"))
    assert result(room, without).findings == []
    assert "learning-curve" not in room.results()[0].result_json


def test_the_newest_history_of_a_submission_counts_and_one_is_kept_when_none_comes(room: Room) -> None:
    first = hand_in(room, None)
    assert graded(room, first).findings == []
    assert hand_in(room, written(room, SLOW)).submission_id == first.submission_id
    assert result(room, first).findings[0].evidence["curve"] == "rate too low"
    hand_in(room, written(room, STILL))
    assert result(room, first).findings[0].evidence["curve"] == "plateaued"
    hand_in(room, None)
    assert result(room, first).findings[0].evidence["curve"] == "plateaued"
    assert len(room.runs()) == 1


@pytest.mark.parametrize("kind", ["too large", "a folder", "a pipe", "no text", "gone"])
def test_a_history_that_cannot_be_taken_brings_a_notice_and_the_score_stays(room: Room, kind: str) -> None:
    path = room.folder / "history.csv"
    match kind:
        case "too large":
            path.write_text("loss\n" + "1\n" * 600_000)
        case "a folder":
            path.mkdir()
        case "a pipe":
            os.mkfifo(path)
        case "no text":
            path.write_bytes(b"\xff\xfe\x00")
    if kind in ("too large", "no text"):
        os.utime(path, (0, 0))
    found = graded(room, hand_in(room, path))
    assert found.score == 2
    assert [notice.code for notice in found.preflight] == ["history"]
    assert str(room.folder) not in found.preflight[0].message
