"""Names of workers, and the proof that one of them is dead.

A lease names the worker that holds it. Each worker keeps a file of that name locked while it lives. On the same machine
a file that nobody holds proves its worker dead, and the sweep need not wait for the lease to run out; of a worker on
another machine there is no such file, and its lease runs out after a minute.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from gradatim.queue.file_lock import FileLock

_FOLDER = "workers"
_SUFFIX = ".lock"


@contextmanager
def living_worker(home: Path) -> Iterator[str]:
    """Give this worker a name of its own, host, process and start time, and keep its file locked.

    Raises:
        OSError: The file cannot be created.
    """
    name = f"{socket.gethostname()}:{os.getpid()}:{time.time_ns()}"
    folder = home / _FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{name}{_SUFFIX}"
    unnamed = path.with_suffix(".new")
    lock = FileLock.take(unnamed)
    if lock is None:
        raise FileExistsError(f"Expected a new file. Received: {unnamed}")
    # Locked before it can be seen under its name: a sweep in between would take it for dead.
    unnamed.rename(path)
    try:
        yield name
    finally:
        path.unlink(missing_ok=True)
        lock.close()


def dead_workers(home: Path) -> set[str]:
    """Return the names of workers of this machine that are proven dead."""
    return {path.name.removesuffix(_SUFFIX) for path in (home / _FOLDER).glob(f"*{_SUFFIX}") if _is_dead(path)}


def forget_workers(home: Path, names: set[str]) -> None:
    """Remove the files of dead workers, after their leases were taken back."""
    for name in names:
        (home / _FOLDER / f"{name}{_SUFFIX}").unlink(missing_ok=True)


def _is_dead(path: Path) -> bool:
    with suppress(FileNotFoundError):
        descriptor = os.open(path, os.O_RDWR)
        lock = FileLock(descriptor)
        try:
            return lock.take_again()
        finally:
            lock.close()
    return False
