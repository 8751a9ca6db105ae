"""The processes that this one has started, directly or not, and what each of them is for.

Nothing is ever found by name on the machine: this process becomes the one to which orphans of its own descendants fall,
so whatever it started stays below it, and what it did not start is out of sight.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gradatim.sandbox.confinement.syscalls import prctl

_PR_SET_CHILD_SUBREAPER = 36
_DEAD = "ZX"


class Kind(StrEnum):
    """What a process is for."""

    CLIENT = "client"
    """`gradatim grade`, the main process of whoever hands in."""
    STARTER = "starter"
    """Started by the client; forks the worker and ends."""
    WORKER = "worker"
    """The dispatcher and its grading threads."""
    PROBE = "probe"
    """Tries once how strictly this machine confines."""
    GUARD = "guard"
    """Watches the worker on behalf of the fork server."""
    FORK_SERVER = "fork server"
    """The parent of the confined processes."""
    MODEL = "model"
    """A confined process: with a model, or ready for one."""
    OTHER = "other"


@dataclass(frozen=True)
class Process:
    """A living descendant. `started` tells it from a later one with the same id."""

    pid: int
    parent: int
    started: str
    kind: Kind


class Family:
    """Starts processes, and knows all that come from them."""

    def __init__(self) -> None:
        # Orphans fall to the nearest ancestor that asked for them.
        prctl(_PR_SET_CHILD_SUBREAPER, 1)
        self._started: list[subprocess.Popen[str]] = []

    def start(self, command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
        """Start a process in a session of its own."""
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._started.append(process)
        return process

    def members(self) -> list[Process]:
        """Return all living descendants, parents first. Dead orphans are laid to rest on the way."""
        found: dict[int, Process] = {}
        waiting = [os.getpid()]
        while waiting:
            parent = waiting.pop(0)
            above = found[parent].kind if parent in found else None
            for row in filter(None, map(_row, _children(parent))):
                if row.state not in _DEAD:
                    found[row.pid] = Process(row.pid, parent, row.started, _kind(row.pid, above))
                    waiting.append(row.pid)
                elif above is None:
                    self._bury(row.pid)
        return list(found.values())

    def end(self) -> None:
        """Kill every living descendant."""
        deadline = time.monotonic() + 10
        while (living := self.members()) and time.monotonic() < deadline:
            for process in living:
                kill(process)
            for started in self._started:
                started.poll()
            time.sleep(0.05)

    def _bury(self, pid: int) -> None:
        if all(process.pid != pid for process in self._started):
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)


def kill(process: Process) -> bool:
    """Kill a process at once, and return whether it was still the living process that was meant."""
    try:
        descriptor = os.pidfd_open(process.pid)
    except ProcessLookupError:
        return False
    try:
        row = _row(process.pid)
        if row is None or row.started != process.started or row.state in _DEAD:
            return False
        signal.pidfd_send_signal(descriptor, signal.SIGKILL)
    except ProcessLookupError:
        return False
    finally:
        os.close(descriptor)
    return True


@dataclass(frozen=True)
class _Row:
    pid: int
    parent: int
    state: str
    started: str


def _children(pid: int) -> list[int]:
    """Return the children of all threads of a process."""
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found


def _row(pid: int) -> _Row | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The name in brackets may hold anything, so the fields are counted from behind it.
    fields = text.rpartition(")")[2].split()
    return _Row(pid, int(fields[1]), fields[0], fields[19])


def _kind(pid: int, above: Kind | None) -> Kind:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return Kind.OTHER
    if " gradatim.sandbox.fork_server.probe " in command:
        return Kind.PROBE
    if " gradatim.sandbox.fork_server " in command:
        below = {Kind.GUARD: Kind.FORK_SERVER, Kind.FORK_SERVER: Kind.MODEL, Kind.MODEL: Kind.MODEL}
        return below.get(above, Kind.GUARD) if above is not None else Kind.GUARD
    if " gradatim.queue.worker_process " in command:
        return Kind.STARTER if above is Kind.CLIENT else Kind.WORKER
    return Kind.CLIENT if " -m gradatim " in command else Kind.OTHER
