"""A process and all its descendants, read from /proc: the CPU they have used, and ending them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Sequence
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
    return _cpu(_tree(root))


def settled_cpu_seconds(root: int, *, seconds: float = 180.0) -> float:
    """Wait until a tree of processes has nothing left to do, and return the CPU it has used.

    What is done after an answer, such as preparing for the next one, is so counted with that answer.

    Args:
        root: The process at the top.
        seconds: How long to wait at most. Defaults to 180.

    Raises:
        NotSettledError: It is still busy then.
    """
    deadline = time.monotonic() + seconds
    looks = [_tree(root)]
    while time.monotonic() < deadline:
        time.sleep(_LOOK_SECONDS)
        looks = [*looks[-_QUIET_LOOKS:], _tree(root)]
        if len(looks) > _QUIET_LOOKS and _is_quiet(looks):
            return _cpu(looks[-1])
    raise NotSettledError(f"Expected process {root} and its children to rest within {seconds:g} s. Received: work")


def end_tree(root: int) -> None:
    """End a process kindly and, after ten seconds or with it, whatever descends from it."""
    pids = descendants(root)
    _signal({root}, signal.SIGTERM)
    deadline = time.monotonic() + _END_SECONDS
    while _living(pids) and time.monotonic() < deadline:
        time.sleep(_LOOK_SECONDS / 2)
    _signal(_living(pids), signal.SIGKILL)


def _is_quiet(looks: Sequence[list[_Process]]) -> bool:
    # A process that waits for a busy machine uses no CPU either, but it is runnable at every look. One that only looks
    # for work now and then is runnable at some, and needs a tick or two.
    runnable = set.intersection(*({process.pid for process in look if process.state in "RD"} for look in looks))
    return not runnable and _cpu(looks[-1]) - _cpu(looks[0]) <= 2 * TICK


def _cpu(tree: Iterable[_Process]) -> float:
    return sum(process.cpu for process in tree)


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
