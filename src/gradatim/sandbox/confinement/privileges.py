"""What this process may do as root, and giving all of it up."""

from __future__ import annotations

import ctypes
import os
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gradatim.sandbox.confinement.syscalls import (
    PR_CAP_AMBIENT,
    PR_CAPBSET_DROP,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_SECUREBITS,
    checked,
    prctl,
)

FIRST_USER = 60_600
"""Users of the children when the grader runs as root, one each; systemd leaves these numbers to nobody."""
MAX_CHILDREN = 64

_CAP_SETGID, _CAP_SETUID, _CAP_SYS_ADMIN = 6, 7, 21
_MOST_CAPABILITIES = 64
_AMBIENT_CLEAR_ALL = 4
# Root gains nothing, changing users restores nothing, and neither can be undone.
_SECURE_BITS = 0x2F
_CAPABILITY_VERSION_3 = 0x20080522


@dataclass(frozen=True)
class Powers:
    """What user id 0 is worth here: it may be that of a container or of a user namespace."""

    change_user: bool
    """It can become the user of a child."""
    namespaces: bool
    """It can make namespaces without a user namespace."""


def powers() -> Powers:
    """Return what this process may do."""
    if os.getuid() != 0:
        return Powers(change_user=False, namespaces=False)
    status = Path("/proc/self/status").read_text()
    effective = next(int(line.split()[1], 16) for line in status.splitlines() if line.startswith("CapEff:"))
    change_user = _has(effective, _CAP_SETUID) and _has(effective, _CAP_SETGID) and _users_exist()
    return Powers(change_user=change_user, namespaces=change_user and _has(effective, _CAP_SYS_ADMIN))


def become(user: int) -> None:
    """Become a user without groups. Called as root; takes all capabilities away for good."""
    drop_bounding_set()
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def drop_capabilities() -> None:
    """Give up the capabilities that come with a user namespace."""
    drop_bounding_set()
    prctl(PR_CAP_AMBIENT, _AMBIENT_CLEAR_ALL)
    prctl(PR_SET_SECUREBITS, _SECURE_BITS)
    header, none = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), bytes(24)
    checked(ctypes.CDLL(None, use_errno=True).capset(header, none), "capset")


def drop_bounding_set() -> None:
    """Make sure that no program can bring any capability back."""
    for capability in range(_MOST_CAPABILITIES):
        # Numbers that this kernel does not know, and those that are not ours to drop.
        with suppress(OSError):
            prctl(PR_CAPBSET_DROP, capability)


def gain_no_privileges() -> None:
    """Ignore set-user-id programs from now on; Landlock and seccomp need this too."""
    prctl(PR_SET_NO_NEW_PRIVS, 1)


def _has(capabilities: int, number: int) -> bool:
    return bool(capabilities >> number & 1)


def _users_exist() -> bool:
    last = FIRST_USER + MAX_CHILDREN - 1
    for line in Path("/proc/self/uid_map").read_text().splitlines():
        first, _, count = map(int, line.split())
        if first <= FIRST_USER and last < first + count:
            return True
    return False
