"""Landlock: the kernel checks each file access against a list of paths, whatever the mounts say."""

from __future__ import annotations

import os
import stat
import struct
from collections.abc import Iterable
from pathlib import Path

from gradatim.sandbox.confinement.syscalls import syscall

_CREATE_VERSION = 1
_RULE_PATH_BENEATH = 1
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_FOLDER = 1, 2, 4, 8
_MAKE_CHARACTER_DEVICE, _MAKE_SOCKET, _MAKE_FIFO, _MAKE_BLOCK_DEVICE = 1 << 6, 1 << 9, 1 << 10, 1 << 11
_REFER, _TRUNCATE, _DEVICE_CONTROL = 1 << 13, 1 << 14, 1 << 15
_FIRST_RIGHTS = (1 << 13) - 1
_OF_FILES = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _DEVICE_CONTROL
_NEVER = _EXECUTE | _MAKE_CHARACTER_DEVICE | _MAKE_SOCKET | _MAKE_FIFO | _MAKE_BLOCK_DEVICE | _DEVICE_CONTROL
_BIND_TCP_AND_CONNECT_TCP = 3
_ABSTRACT_SOCKETS_AND_SIGNALS = 3
# Which version of Landlock brought what: a rule set must not name what the kernel does not know.
_VERSION_OF_REFER, _VERSION_OF_TRUNCATE, _VERSION_OF_TCP, _VERSION_OF_DEVICES, _VERSION_OF_SCOPES = 2, 3, 4, 5, 6


def landlock_version() -> int:
    """Return the version of Landlock in this kernel, 0 for none."""
    try:
        return syscall("landlock_create_ruleset", 0, 0, _CREATE_VERSION)
    except OSError:
        return 0


def make_rules(readable: Iterable[Path], writable: Iterable[Path]) -> int | None:
    """Write down which files stay within reach. Called while the process may still open all of them.

    Args:
        readable: Files and folders that may be read.
        writable: Files and folders that may be changed. Paths that do not exist are passed over.

    Returns:
        A descriptor of the rules; None where the kernel has no Landlock.

    Raises:
        OSError: The rules could not be made.
    """
    version = landlock_version()
    if version == 0:
        return None
    rights = _rights(version)
    rules = _create(version, rights)
    for path in readable:
        _allow(rules, path, rights & (_READ_FILE | _READ_FOLDER))
    for path in writable:
        _allow(rules, path, rights & ~_NEVER)
    return rules


def enter_landlock(rules: int) -> None:
    """Deny this process all other files, all TCP, and signals to processes outside, as far as the kernel can.

    Args:
        rules: What `make_rules` returned; closed. The process must have given up gaining privileges.

    Raises:
        OSError: The rules could not be set.
    """
    syscall("landlock_restrict_self", rules, 0)
    os.close(rules)


def _rights(version: int) -> int:
    rights = _FIRST_RIGHTS
    for since, right in (
        (_VERSION_OF_REFER, _REFER),
        (_VERSION_OF_TRUNCATE, _TRUNCATE),
        (_VERSION_OF_DEVICES, _DEVICE_CONTROL),
    ):
        if version >= since:
            rights |= right
    return rights


def _create(version: int, rights: int) -> int:
    attributes = struct.pack("=Q", rights)
    if version >= _VERSION_OF_TCP:
        attributes += struct.pack("=Q", _BIND_TCP_AND_CONNECT_TCP)
    if version >= _VERSION_OF_SCOPES:
        attributes += struct.pack("=Q", _ABSTRACT_SOCKETS_AND_SIGNALS)
    return syscall("landlock_create_ruleset", attributes, len(attributes), 0)


def _allow(rules: int, path: Path, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= _OF_FILES
        syscall("landlock_add_rule", rules, _RULE_PATH_BENEATH, struct.pack("=Qi", rights, descriptor), 0)
    finally:
        os.close(descriptor)
