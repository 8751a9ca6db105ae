"""Whatever the model's process does, the parent answers in time, in bounded memory, and leaves nothing behind."""

from __future__ import annotations

import sys
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from gradatim.sandbox.cold_launcher import ColdLauncher
from gradatim.sandbox.failure import ModelFailure, Reason, SandboxUnavailable, Stage
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.session import ModelSession, open_model

SCRIPT = Path(__file__).with_name("hostile_process.py")
ROWS = np.ones((2, 1), np.float32)
SOON = 15.0
"""Seconds; far more than a limit of two seconds takes on a busy machine, far less than what it is to end."""


@contextmanager
def hostile(habit: str, tmp_path: Path, *, seconds: float = 20, start_seconds: float = 20) -> Iterator[ModelSession]:
    model = tmp_path / "model.keras"
    model.write_bytes(b"never looked at")
    launcher = ColdLauncher((sys.executable, "-I", str(SCRIPT), habit))
    limits = RunLimits(seconds=seconds, start_seconds=start_seconds)
    with open_model(model, ModelFormat.KERAS, limits, allow_lambda=True, launcher=launcher) as session:
        yield session


@pytest.mark.parametrize(
    ("habit", "reason"),
    [
        ("answers with a pickle", Reason.PROTOCOL),
        ("breaks off in the middle", Reason.CRASHED),
        ("kills itself", Reason.CRASHED),
        ("allocation fails", Reason.MEMORY),
        ("closes the pipe", Reason.PROTOCOL),
        ("leaves a grandchild", Reason.CRASHED),
        ("says it predicted", Reason.PROTOCOL),
        ("floods the log", Reason.PROTOCOL),
    ],
)
def test_bad_answers_to_load_are_failures_of_the_model(habit: str, reason: Reason, tmp_path: Path) -> None:
    with hostile(habit, tmp_path) as session:
        with pytest.raises(ModelFailure) as caught:
            session.load()
        assert caught.value.stage is Stage.LOAD
        assert caught.value.reason is reason


@pytest.mark.parametrize(
    ("habit", "reason"),
    [
        ("answers unasked", Reason.PROTOCOL),
        ("predicts too much", Reason.PROTOCOL),
        ("predicts nothing", Reason.PROTOCOL),
        ("predicts infinity", Reason.NOT_FINITE),
    ],
)
def test_bad_answers_to_predict_are_failures_of_the_model(habit: str, reason: Reason, tmp_path: Path) -> None:
    with hostile(habit, tmp_path) as session:
        session.load()
        # Time for an unasked answer to arrive before the question.
        time.sleep(0.3)
        with pytest.raises(ModelFailure) as caught:
            session.predict(ROWS, output_shape=(1,))
        assert caught.value.stage is Stage.PREDICT
        assert caught.value.reason is reason


def test_bytes_after_the_answer_are_never_read(tmp_path: Path) -> None:
    with hostile("predicts endlessly", tmp_path) as session:
        session.load()
        answer = session.predict(ROWS, output_shape=(1,))
        assert answer.tolist() == [[0.0], [0.0]]
        with pytest.raises(ModelFailure) as caught:
            session.predict(ROWS, output_shape=(1,))
        assert caught.value.reason is Reason.PROTOCOL


def test_a_process_that_never_reads_is_a_timeout_in_time(tmp_path: Path) -> None:
    with hostile("never reads", tmp_path, seconds=2) as session:
        started = time.monotonic()
        with pytest.raises(ModelFailure) as caught:
            session.load()
        assert caught.value.reason is Reason.TIMEOUT
        assert time.monotonic() - started < SOON


def test_a_question_that_nobody_takes_is_a_timeout_in_time(tmp_path: Path) -> None:
    with hostile("reads no more", tmp_path, seconds=2) as session:
        session.load()
        started = time.monotonic()
        # Far more than a pipe holds.
        with pytest.raises(ModelFailure) as caught:
            session.predict(np.ones((1 << 20, 1), np.float32), output_shape=())
        assert caught.value.reason is Reason.TIMEOUT
        assert time.monotonic() - started < SOON


def test_loading_and_predicting_share_the_time(tmp_path: Path) -> None:
    with hostile("takes its time", tmp_path, seconds=4) as session:
        session.load()
        with pytest.raises(ModelFailure) as caught:
            session.predict(ROWS, output_shape=(1,))
        assert caught.value.reason is Reason.TIMEOUT
        assert session.predict_ms < 3000, "two of the four seconds were left"


def test_an_answer_byte_by_byte_is_a_timeout_and_stays_one(tmp_path: Path) -> None:
    with hostile("dribbles", tmp_path, seconds=2) as session:
        session.load()
        with pytest.raises(ModelFailure) as caught:
            session.predict(ROWS, output_shape=(1,))
        assert caught.value.reason is Reason.TIMEOUT
        with pytest.raises(ModelFailure) as again:
            session.predict(ROWS, output_shape=(1,))
        assert again.value is caught.value


def test_its_text_cannot_reach_the_terminal(tmp_path: Path) -> None:
    with hostile("hostile text", tmp_path) as session, pytest.raises(ModelFailure) as caught:
        session.load()
    assert caught.value.message.startswith("forged\nsecond line")
    assert len(caught.value.error_type) == 80
    assert len(caught.value.received) <= 1500


@pytest.mark.parametrize(
    ("habit", "text"), [("never ready", "still warming up"), ("dies at start", "ImportError: no such library")]
)
def test_a_process_that_does_not_start_is_our_fault(habit: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(SandboxUnavailable, match=text), hostile(habit, tmp_path, start_seconds=5):
        pass


def test_a_missing_interpreter_is_our_fault(tmp_path: Path) -> None:
    model = tmp_path / "model.keras"
    model.write_bytes(b"x")
    launcher = ColdLauncher((str(tmp_path / "python"),))
    with (
        pytest.raises(SandboxUnavailable),
        open_model(model, ModelFormat.KERAS, RunLimits(), allow_lambda=False, launcher=launcher),
    ):
        pass


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = open_descriptors()
    with hostile("leaves a grandchild", tmp_path) as session:
        pid = session.pid
        folders = [path for path in tmp_path.iterdir() if path.is_dir()]
        with pytest.raises(ModelFailure):
            session.load()
        group = processes_of_group(pid)
    assert len(folders) == 1
    assert not folders[0].exists()
    assert open_descriptors() == before
    assert not Path(f"/proc/{pid}").exists()
    # The kernel ends the others of the group in its own time.
    deadline = time.monotonic() + 60
    while not all(map(has_ended, group)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert all(map(has_ended, group))


def test_a_flood_of_output_does_not_fill_the_parent(tmp_path: Path) -> None:
    tracemalloc.start()
    try:
        with (
            hostile("floods the log", tmp_path) as session,
            pytest.raises(ModelFailure, match="64 MB of printed output"),
        ):
            session.load()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 << 20


def open_descriptors() -> set[str]:
    return {entry.name for entry in Path("/proc/self/fd").iterdir()}


def processes_of_group(group: int) -> set[int]:
    members = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[2]) == group:
                members.add(int(entry.name))
    return members


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "XZ"
    except OSError:
        return True
