"""The background worker, seen from outside: whether one lives, and starting one.

`python -m gradatim.queue.worker_process` is the worker itself. Nothing heavy is imported here, because every
`gradatim submit` looks whether a worker lives.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from gradatim.errors import UserError
from gradatim.queue.file_lock import FileLock
from gradatim.queue.worker_log import LOG_FILE, open_log

if TYPE_CHECKING:
    from gradatim.settings import Settings

LOCK_FILE = "worker.lock"
ENDED_WELL = "ended well"
"""The note that a worker leaves in its lock file unless it crashed."""

_MANY_STARTS = 8
_SOON_SECONDS = 60.0
_starts: list[float] = []


class WorkerState(StrEnum):
    """What `ensure_worker` found or did."""

    ALIVE = "alive"
    STARTED = "started"


def ensure_worker(settings: Settings) -> WorkerState:
    """Start the background worker of this home folder unless one lives.

    The worker has a session of its own: closing the terminal or pressing Ctrl-C does not reach it. Whoever waits for a
    result calls this again from time to time, so that a worker that was killed is replaced.

    Args:
        settings: Handed to the worker as they are, through its environment.

    Raises:
        UserError: The worker does not start, or ends again and again.
    """
    home = settings.home.absolute()
    while (lock := FileLock.take(home / LOCK_FILE)) is not None:
        try:
            _count_start(home, lock)
            exit_code = _start(settings, home, lock)
        finally:
            # The worker holds the same open file by now, and the lock with it.
            lock.close()
        if exit_code == 0:
            return WorkerState.STARTED
        if exit_code > 0:
            raise _does_not_run(home, f"exit code {exit_code} at its start")
        # Something killed the process that starts the worker, before or after it did: look again.
    return WorkerState.ALIVE


def _start(settings: Settings, home: Path, lock: FileLock) -> int:
    """Return the exit code of the process that starts the worker, negative when a signal ended it."""
    command = [sys.executable, "-P", "-m", "gradatim.queue.worker_process", "--lock-descriptor", str(lock.descriptor)]
    with open_log(home) as log:
        # The process that is started here forks the worker and ends at once, so that the worker is nobody's child.
        ended = subprocess.run(
            command,
            cwd=home,
            env=os.environ | _environment(settings),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[lock.descriptor],
            start_new_session=True,
            check=False,
        )
    return ended.returncode


def _environment(settings: Settings) -> dict[str, str]:
    from pydantic import SecretStr

    def text(value: object) -> str:
        if isinstance(value, SecretStr):
            return value.get_secret_value()
        return str(value.absolute() if isinstance(value, Path) else value)

    return {f"GRADATIM_{name.upper()}": text(value) for name, value in settings}


def _count_start(home: Path, lock: FileLock) -> None:
    """Give up on a worker that crashes again and again. A model that kills it three times is not yet a reason."""
    now = time.monotonic()
    if lock.read_note() == ENDED_WELL:
        _starts.clear()
    lock.write_note("")
    _starts[:] = [start for start in _starts if now - start < _SOON_SECONDS]
    if len(_starts) >= _MANY_STARTS:
        raise _does_not_run(home, f"{len(_starts)} crashes within a minute")
    _starts.append(now)


def _does_not_run(home: Path, received: str) -> UserError:
    return UserError(
        "Expected the background worker to run", received=received, next_step=f"read the end of {home / LOG_FILE}"
    )
