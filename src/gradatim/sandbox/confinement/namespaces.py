"""Namespaces: what a process can name, it can attack; here it can name nothing of the host."""

from __future__ import annotations

import os
from pathlib import Path

from gradatim.sandbox.confinement.privileges import Powers
from gradatim.sandbox.confinement.syscalls import set_host_name, set_namespace, unshare

_MOUNT, _CGROUP, _HOST_NAME, _SYSTEM_V = 0x20000, 0x2000000, 0x4000000, 0x8000000
_USER, _PROCESS, _NETWORK = 0x10000000, 0x20000000, 0x40000000
_INSIDE_USER = 65_534


def enter_process_namespace(powers: Powers) -> None:
    """Make the next child of this process the first process of a process namespace.

    When that first process ends, however it does, the kernel kills every other process of the namespace. Without
    root's powers the namespace belongs to a user namespace, in which this process then has all capabilities.

    Raises:
        OSError: The system does not allow it.
    """
    user, group = os.getuid(), os.getgid()
    unshare(_PROCESS if powers.namespaces else _USER | _PROCESS)
    if not powers.namespaces:
        _map_user(inside_user=user, user=user, inside_group=group, group=group)


class ProcessNamespaces:
    """Gives each child of this process a process namespace of its own. This process must lead one itself."""

    def __init__(self) -> None:
        self._home = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)

    def next_child_leads_one(self) -> None:
        """Make the next child the first process of a new namespace."""
        unshare(_PROCESS)

    def come_back(self) -> None:
        """Undo `next_child_leads_one` for the children after that one."""
        set_namespace(self._home, _PROCESS)


def enter_other_namespaces(powers: Powers) -> str:
    """Leave the mounts, network, System V objects, host name and cgroups of the host, and its users unless root.

    Returns:
        What was entered, in words.

    Raises:
        OSError: The system does not allow it.
    """
    flags = _MOUNT | _NETWORK | _SYSTEM_V | _HOST_NAME | _CGROUP
    user, group = os.getuid(), os.getgid()
    unshare(flags if powers.namespaces else flags | _USER)
    if not powers.namespaces:
        _map_user(inside_user=_INSIDE_USER, user=user, inside_group=_INSIDE_USER, group=group)
    set_host_name("sandbox")
    return "mnt, pid, net, ipc, uts, cgroup" + ("" if powers.namespaces else ", user")


def _map_user(*, inside_user: int, user: int, inside_group: int, group: int) -> None:
    own = Path("/proc/self")
    (own / "setgroups").write_text("deny")
    (own / "uid_map").write_text(f"{inside_user} {user} 1")
    (own / "gid_map").write_text(f"{inside_group} {group} 1")
