"""A control group for each child, where the system has delegated a subtree of cgroup version 2. Never required.

The grader must lie in a group whose parent is delegated and has the controllers of memory and processes; with systemd,
`Delegate=yes` and `DelegateSubgroup=grader` do it. The groups of the children become its neighbours.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from gradatim.sandbox.confinement.limits import MAX_THREADS

_CONTROLLERS = ("memory", "pids")
# What systemd leaves on a group that it has handed over and will not touch.
_MARKS = ("user.delegate", "trusted.delegate")
_PREFIX = "gradatim-"


@dataclass(frozen=True)
class Absent:
    """No group, and why not."""

    reason: str

    @property
    def memory_limit(self) -> Path | None:
        """Nowhere to write a limit to."""
        return None

    def join(self) -> str:
        """Stay where this process is; return that in words."""
        return f"absent: {self.reason}"

    def ran_out_of_memory(self) -> bool:
        """There is no limit to run into."""
        return False

    def kill(self) -> None:
        """Leave it to the other ways of ending a child."""

    def remove(self) -> None:
        """There is nothing to remove."""


@dataclass(frozen=True)
class Group:
    """The group of one child, at the folder in which the kernel shows it."""

    folder: Path

    @property
    def memory_limit(self) -> Path | None:
        """The file that takes how many bytes all of the group may use."""
        return self.folder / "memory.max"

    def join(self) -> str:
        """Move this process into the group, with all that it will start; return in words whether that went well."""
        try:
            _write(self.folder / "cgroup.procs", "0")
        except OSError as error:
            return f"absent: {error}"
        return f"{self.folder}: {MAX_THREADS} threads; memory when a job begins"

    def ran_out_of_memory(self) -> bool:
        """Whether the kernel ended processes because of this group's own limit, not for want of memory elsewhere."""
        try:
            return "oom 0" not in _lines(self.folder / "memory.events")
        except OSError:
            return False

    def kill(self) -> None:
        """End every process of the group. Harmless when there is none."""
        with suppress(OSError):
            _write(self.folder / "cgroup.kill", "1")

    def remove(self) -> None:
        """Remove the group. One that still holds a process stays until a later server starts."""
        with suppress(OSError):
            self.folder.rmdir()


class Groups:
    """Makes groups, and removes those of servers that are no more.

    Args:
        subtree: The group below which they are made, or why there is none.
        proc: Where this system lists its processes. Defaults to /proc.
    """

    def __init__(self, subtree: Path | Absent, proc: Path = Path("/proc")) -> None:
        self._subtree = subtree
        # Not getpid(): in its own process namespace this process has another number than in the list.
        self._owner = (proc / "self").readlink().name
        self._numbers = count()
        if isinstance(subtree, Path):
            _remove_leftovers(subtree, proc)

    def make(self) -> Group | Absent:
        """Return a new group with a limit on threads, or why the kernel refuses it."""
        if isinstance(self._subtree, Absent):
            return self._subtree
        group = Group(self._subtree / f"{_PREFIX}{self._owner}-{next(self._numbers)}")
        try:
            group.folder.mkdir()
            _write(group.folder / "pids.max", str(MAX_THREADS))
            # Where memory runs out, all of the group ends and not a part of it.
            _write(group.folder / "memory.oom.group", "1")
            with suppress(FileNotFoundError):
                # Kernels without swap have no such file.
                _write(group.folder / "memory.swap.max", "0")
        except OSError as error:
            group.remove()
            return Absent(str(error))
        return group


def find_subtree(proc: Path = Path("/proc")) -> Path | Absent:
    """Return the group below which this process may make groups with limits, or why there is none.

    Args:
        proc: Where this system describes its processes. Defaults to /proc.
    """
    try:
        folder = _parent_of_own_group(proc / "self")
        if isinstance(folder, Absent):
            return folder
        controllers = _words(folder / "cgroup.controllers")
        for name in _CONTROLLERS:
            if name not in controllers:
                return Absent(f"no {name} controller in {folder}")
        if not any(_is_marked(folder, mark) for mark in _MARKS):
            return Absent(f"{folder} is not marked as delegated")
        if not {*_CONTROLLERS} <= _words(folder / "cgroup.subtree_control"):
            _write(folder / "cgroup.subtree_control", " ".join(f"+{name}" for name in _CONTROLLERS))
    except OSError as error:
        return Absent(str(error))
    return folder


def _parent_of_own_group(process: Path) -> Path | Absent:
    own = next((line[3:] for line in _lines(process / "cgroup") if line.startswith("0::")), None)
    mounted = next((line.split() for line in _lines(process / "mountinfo") if " - cgroup2 " in line), None)
    if own is None or mounted is None:
        return Absent("no cgroup version 2")
    root, point = mounted[3:5]
    if ".." in Path(own).parts or not Path(own).is_relative_to(root):
        return Absent(f"its own group {own} is out of sight")
    folder = point / Path(own).relative_to(root)
    return folder if folder == Path(point) else folder.parent


def _remove_leftovers(subtree: Path, proc: Path) -> None:
    for folder in subtree.glob(f"{_PREFIX}*-*"):
        if not (proc / folder.name.split("-")[1]).exists():
            # Its processes ended with their server.
            Group(folder).remove()


def _is_marked(folder: Path, mark: str) -> bool:
    try:
        return os.getxattr(folder, mark) == b"1"
    except OSError:
        return False


def _words(file: Path) -> set[str]:
    return set(file.read_text().split())


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines()


def _write(file: Path, text: str) -> None:
    # Without O_CREAT: the kernel made all the files that there are.
    descriptor = os.open(file, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)
