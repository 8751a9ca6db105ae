"""A process and all its descendants, read from /proc: the CPU they have used, and ending them."""

from __future__ import annotations

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")
_LOOK_SECONDS = 0.1
_QUIET_LOOKS = 4
_END_SECONDS = 10.0


@dataclass(frozen=True)
class _Process:
    pid: int
    parent: int
    state: str
    cpu: float


class NotSettledError(RuntimeError):
    """Processes that should have nothing to do go on working."""


def descendants(root: int) -> set[int]:
    """Return the ids of a process and of all that descend from it; empty when it has ended."""
    return {process.pid for process in _tree(root)}


def cpu_seconds(root: int) -> float:
    """Return user and system seconds of a process and its descendants, with those that ended and were waited for."""
    return sum(process.cpu for process in _tree(root))


def settled_cpu_seconds(root: int, *, seconds: float = 60.0) -> float:
    """Wait until a tree of processes has nothing left to do, and return the CPU it has used.

    What is done after an answer, such as preparing for the next one, is so counted with that answer.

    Args:
        root: The process at the top.
        seconds: How long to wait at most. Defaults to 60.

    Raises:
        NotSettledError: It is still busy then.
    """
    deadline = time.monotonic() + seconds
    quiet_since, quiet_looks = cpu_seconds(root), 0
    while time.monotonic() < deadline:
        time.sleep(_LOOK_SECONDS)
        tree = _tree(root)
        used = sum(process.cpu for process in tree)
        # A starved process uses no CPU either, but it is runnable. Looking for work every so often is a tick or two.
        is_quiet = used - quiet_since <= 2 * TICK and not any(process.state in "RD" for process in tree)
        quiet_looks = quiet_looks + 1 if is_quiet else 0
        if quiet_looks >= _QUIET_LOOKS:
            return used
        if not is_quiet:
            quiet_since = used
    raise NotSettledError(f"Expected process {root} and its children to rest within {seconds:g} s. Received: work")


def end_tree(root: int) -> None:
    """End a process kindly and, after ten seconds or with it, whatever descends from it."""
    pids = descendants(root)
    _signal({root}, signal.SIGTERM)
    deadline = time.monotonic() + _END_SECONDS
    while _living(pids) and time.monotonic() < deadline:
        time.sleep(_LOOK_SECONDS / 2)
    _signal(_living(pids), signal.SIGKILL)


def _signal(pids: set[int], number: int) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, number)


def _living(pids: set[int]) -> set[int]:
    return {pid for pid in pids if (process := _read(pid)) is not None and process.state not in "ZX"}


def _tree(root: int) -> list[_Process]:
    processes = [process for path in Path("/proc").glob("[0-9]*") if (process := _read(int(path.name))) is not None]
    children: dict[int, list[_Process]] = {}
    for process in processes:
        children.setdefault(process.parent, []).append(process)
    found = [process for process in processes if process.pid == root]
    for process in found:  # grows while it is walked through
        found.extend(children.get(process.pid, []))
    return found


def _read(pid: int) -> _Process | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    # The name in parentheses may itself hold parentheses and spaces. Field numbers: proc(5), from state = 3.
    fields = text.rpartition(")")[2].split()
    ticks = sum(int(value) for value in fields[11:15])  # utime, stime, cutime, cstime
    return _Process(pid, parent=int(fields[1]), state=fields[0], cpu=ticks * TICK)
