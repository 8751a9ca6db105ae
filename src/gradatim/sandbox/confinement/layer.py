"""The layers of confinement, by name."""

from __future__ import annotations

from enum import StrEnum


class Layer(StrEnum):
    """One wall. All stand in a real run; a test may leave some out to see what they are good for."""

    LIMITS = "limits"
    """Resource limits: private memory, file size, open files, threads, no core dumps."""
    NAMESPACES = "namespaces"
    """Mounts, processes, network, System V objects, host name and cgroups of its own; also a user namespace unless
    the grader runs as root."""
    ROOT = "root"
    """An empty root folder with read-only libraries and a small folder in memory to write to."""
    LANDLOCK = "landlock"
    """File access by path, TCP and signals, checked by the kernel a second time."""
    SECCOMP = "seccomp"
    """A list of allowed system calls; all others fail."""
    UNPRIVILEGED = "unprivileged"
    """Not root, no capabilities, none to be gained."""
    CGROUP = "cgroup"
    """A control group of its own, where the system delegates one; the others suffice without it."""


NOTHING_LEFT_OUT: frozenset[Layer] = frozenset()
