"""A machine that may run no models under its settings says so at once, and is asked again when they change."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gradatim.bank.reader import load_task
from gradatim.data.split import Split
from gradatim.grading.grade import CONFINEMENT_REFUSED, grade
from gradatim.queue.job import JobState
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.probe import Confinement
from tests.queue.conftest import REPOSITORY, Room


def test_the_grader_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = tmp_path / "line.keras"
    subprocess.run([sys.executable, "-m", "tests.queue.line_model", str(model)], cwd=REPOSITORY, check=True)
    nothing_works = Confinement(SandboxMode.NONE, reason="of the test")
    monkeypatch.setattr("gradatim.sandbox.default_launcher.probe", lambda: nothing_works)
    result = grade(load_task("penguin-mass"), Split(b"key"), model, model_sha256="0" * 64).result
    assert result.outcome == "unscored"
    (notice,) = result.preflight
    assert notice.code == CONFINEMENT_REFUSED
    assert "because of the test" in notice.received
    assert "GRADATIM_SANDBOX=none" in notice.received


def test_a_refused_model_is_unscored_after_one_attempt_and_graded_when_handed_in_again(room: Room) -> None:
    accepted = room.hand_in("refused")
    room.start_worker("refused").wait(timeout=60)
    job = room.job(accepted)
    assert (job.state, job.attempt, job.last_error) == (JobState.UNSCORED, 1, "no memory for a process")
    assert room.results() == []
    assert room.hand_in("refused").submission_id == accepted.submission_id
    assert room.job(accepted).state == JobState.QUEUED


def test_a_worker_that_may_run_no_models_ends_when_none_waits(room: Room) -> None:
    """It would otherwise keep one with other settings from starting for as long as it idles."""
    accepted = [room.hand_in(f"refused #{number}") for number in range(3)]
    worker = room.start_worker("refused", GRADATIM_WORKER_IDLE_SECONDS="600")
    assert worker.wait(timeout=60) == 0
    assert {room.job(one).state for one in accepted} == {JobState.UNSCORED}
