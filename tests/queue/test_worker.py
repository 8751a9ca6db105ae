"""The background worker: one at a time, independent of the terminal, replaced when it dies, gone when idle."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from gradatim.errors import UserError
from gradatim.queue import worker
from gradatim.queue.file_lock import FileLock
from gradatim.queue.submissions import SubmissionState
from gradatim.queue.worker import LOCK_FILE, WorkerState, ensure_worker
from gradatim.queue.worker_log import open_log
from gradatim.queue.worker_names import dead_workers, living_worker
from tests.queue.conftest import REPOSITORY, Room, until

ENSURE = """
import os, signal, sys
from gradatim.queue.worker import ensure_worker
from gradatim.settings import settings
print(ensure_worker(settings()), flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def end_workers(room: Room, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """End the workers that a test started in the background."""
    monkeypatch.setattr(worker, "_starts", [])
    yield
    until(lambda: kill_workers(room.settings.home))


def living(home: Path) -> list[str]:
    """Return the names of living workers."""
    names = {path.name.removesuffix(".lock") for path in (home / "workers").glob("*.lock")}
    return sorted(names - dead_workers(home))


def kill_workers(home: Path) -> bool:
    """Kill those that live by now, and return whether none is left, not even one that is only just starting."""
    for name in living(home):
        with suppress(ProcessLookupError):
            os.kill(process_of(name), signal.SIGKILL)
    return is_free(home)


def process_of(name: str) -> int:
    return int(name.split(":")[1])


def commands_below(pid: int) -> list[str]:
    """Return the command lines of the children of a process."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    lines = [Path(f"/proc/{child}/cmdline") for child in children]
    return [line.read_bytes().replace(b"\0", b" ").decode() for line in lines if line.exists()]


def is_free(home: Path) -> bool:
    lock = FileLock.take(home / LOCK_FILE)
    if lock is not None:
        lock.close()
    return lock is not None


def log_lines(home: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (home / "worker.log").read_text().splitlines()]


def test_a_worker_is_started_once_and_grades_what_waits(room: Room) -> None:
    # The real grader refuses a text file before it needs TensorFlow.
    accepted = room.hand_in("this is no model")
    assert ensure_worker(room.settings) is WorkerState.STARTED
    assert ensure_worker(room.settings) is WorkerState.ALIVE
    result = room.wait_until_done(accepted).result
    assert result is not None
    assert result.outcome == "refused"
    assert len(living(room.settings.home)) == 1
    assert stat.S_IMODE((room.settings.home / "worker.log").stat().st_mode) == 0o600
    assert "graded" in [line["event"] for line in log_lines(room.settings.home)]


def test_many_processes_that_want_a_worker_start_one(room: Room) -> None:
    starters = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", ENSURE], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(4)
    ]
    printed = [starter.communicate(timeout=60)[0].decode().strip() for starter in starters]
    assert sorted(printed) == ["alive", "alive", "alive", "started"]


def test_the_worker_outlives_the_terminal_of_who_started_it(room: Room) -> None:
    accepted = room.hand_in("this is no model")
    client = subprocess.Popen(
        [sys.executable, "-c", ENSURE],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert client.stdout is not None
    assert client.stdout.readline() == b"started\n"
    os.killpg(client.pid, signal.SIGKILL)
    client.communicate()
    assert room.wait_until_done(accepted).state is SubmissionState.DONE


def test_a_worker_that_was_killed_is_replaced(room: Room) -> None:
    ensure_worker(room.settings)
    until(lambda: len(living(room.settings.home)) == 1)
    (name,) = living(room.settings.home)
    os.kill(process_of(name), signal.SIGKILL)
    until(lambda: ensure_worker(room.settings) is WorkerState.STARTED)
    accepted = room.hand_in("this is no model")
    assert room.wait_until_done(accepted).result is not None
    assert name not in living(room.settings.home)


def test_a_worker_ends_when_it_was_idle_for_long_enough(room: Room) -> None:
    ensure_worker(room.settings.model_copy(update={"worker_idle_seconds": 0.2}))
    until(lambda: (room.settings.home / "worker.log").stat().st_size > 0)
    until(lambda: is_free(room.settings.home))
    # It lets go of its lock first and looks for work a last time before it says so.
    until(lambda: len(log_lines(room.settings.home)) == 2)
    assert [line["event"] for line in log_lines(room.settings.home)] == ["worker started", "worker ended"]
    assert list((room.settings.home / "workers").iterdir()) == []


def test_sigterm_ends_an_idle_worker(room: Room) -> None:
    ensure_worker(room.settings)
    until(lambda: len(living(room.settings.home)) == 1)
    os.kill(process_of(living(room.settings.home)[0]), signal.SIGTERM)
    until(lambda: is_free(room.settings.home))


def test_a_second_worker_started_by_hand_says_that_one_is_alive(room: Room) -> None:
    ensure_worker(room.settings)
    command = [sys.executable, "-m", "gradatim.queue.worker_process"]
    second = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=60)
    assert second.returncode == 2
    assert "Received: one that is alive" in second.stderr


def test_the_settings_reach_the_worker_and_its_folder_does_not(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in the folder of whoever submits must never be imported by the worker."""
    (room.folder / "structlog.py").write_text("raise SystemExit('a file of the candidate was imported')")
    (room.settings.home / "structlog.py").write_text("raise SystemExit('a file of the home folder was imported')")
    monkeypatch.chdir(room.folder)
    monkeypatch.setenv("GRADATIM_HOME", "/nonexistent")
    ensure_worker(room.settings)
    accepted = room.hand_in("this is no model")
    assert room.wait_until_done(accepted).result is not None


def test_a_worker_that_cannot_run_is_reported_and_not_started_for_ever(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_MANY_STARTS", 2)
    broken = room.settings.model_copy(update={"database_url": "sqlite:///relative.db"})
    with pytest.raises(UserError, match=r"2 crashes within a minute\n.*worker\.log"):
        until(lambda: ensure_worker(broken) is None)
    assert "an absolute path" in (room.settings.home / "worker.log").read_text()


def test_a_process_that_is_killed_while_it_starts_the_worker_is_made_up_for(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = room.folder / "python"
    python.write_text(f'#!/bin/sh\nmkdir {room.folder}/killed 2>/dev/null && kill -9 $$\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    assert ensure_worker(room.settings) is WorkerState.STARTED
    assert (room.folder / "killed").is_dir()
    until(lambda: len(living(room.settings.home)) == 1)


def test_the_worker_starts_the_fork_server_before_any_model_comes(room: Room) -> None:
    ensure_worker(room.settings)
    until(lambda: len(living(room.settings.home)) == 1)
    worker_id = process_of(living(room.settings.home)[0])
    until(lambda: any("gradatim.sandbox.fork_server {" in command for command in commands_below(worker_id)))


def test_a_log_that_grew_too_large_is_put_aside(tmp_path: Path) -> None:
    with open_log(tmp_path, max_bytes=10) as log:
        log.write(b"x" * 100)
    with open_log(tmp_path, max_bytes=10) as log:
        log.write(b"new")
    assert (tmp_path / "worker.log").read_bytes() == b"new"
    assert (tmp_path / "worker.log.1").stat().st_size == 100


def test_a_running_worker_begins_a_new_log_when_the_old_one_is_full(room: Room) -> None:
    script = """
import os, sys
from pathlib import Path
from gradatim.queue.worker_log import cap_log, open_log
home = Path(sys.argv[1])
with open_log(home) as log:
    os.dup2(log.fileno(), 2)
print("x" * 100, file=sys.stderr)
cap_log(home, max_bytes=50)
print("new", file=sys.stderr)
"""
    subprocess.run([sys.executable, "-c", script, str(room.settings.home)], check=True, cwd=REPOSITORY)
    assert (room.settings.home / "worker.log").read_text() == "new\n"
    assert (room.settings.home / "worker.log.1").stat().st_size == 101


def test_only_a_worker_whose_lock_is_free_is_proven_dead(room: Room) -> None:
    home = room.settings.home
    with living_worker(home) as name:
        assert dead_workers(home) == set()
        (home / "workers" / "other-host:1:2.lock").touch()
        assert dead_workers(home) == {"other-host:1:2"}
    assert name not in dead_workers(home)


def test_looking_for_a_worker_imports_nothing_heavy(room: Room) -> None:
    script = "import sys, gradatim.queue.worker; print({'sqlalchemy', 'numpy', 'pydantic'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert done.stdout == "set()\n"


def test_workers_that_end_well_may_be_started_as_often_as_there_is_work(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "_MANY_STARTS", 2)
    brief = room.settings.model_copy(update={"worker_idle_seconds": 0.0})
    for number in range(4):
        accepted = room.hand_in(f"no model {number}")
        assert ensure_worker(brief) is WorkerState.STARTED
        until(lambda: is_free(room.settings.home))
        assert room.status(accepted).state is SubmissionState.DONE


def test_a_job_that_arrives_as_the_worker_ends_is_not_left_alone(room: Room) -> None:
    """The worker lets go of its lock before it looks a last time; whoever submits looks for a worker after writing."""
    brief = room.settings.model_copy(update={"worker_idle_seconds": 0.0})
    for number in range(6):
        accepted = room.hand_in(f"no model {number}")
        ensure_worker(brief)
        room.wait_until_done(accepted)
        time.sleep(0.02 * number)
