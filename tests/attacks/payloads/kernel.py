"""Calls the kernel where models have no business."""

from __future__ import annotations

import ctypes
import fcntl
import mmap
import os
from functools import partial

from tests.attacks.payloads.trying import reaches_kernel, succeeded, system_call

_NAMESPACES = {
    "mount": 0x20000,
    "cgroup": 0x2000000,
    "host name": 0x4000000,
    "ipc": 0x8000000,
    "user": 0x10000000,
    "process": 0x20000000,
    "network": 0x40000000,
}
_FAKE_INPUT, _LINUX_CONSOLE = 0x5412, 0x541C
_X32 = 0x40000000


def calls(names: list[str]) -> list[str]:
    """Make system calls that must not reach the kernel."""
    return reaches_kernel(names)


def namespaces() -> list[str]:
    """Become powerful in a namespace of one's own, from where most holes are dug."""
    got_out = [name for name, flag in _NAMESPACES.items() if reaches_kernel(["unshare"], flag)]
    got_out += [f"clone {name}" for name, flag in _NAMESPACES.items() if _clones(flag)]
    return got_out + reaches_kernel(["setns"])


def terminal() -> list[str]:
    """Type on the terminal of whoever started the grader."""
    return succeeded(
        {
            f"{name} on {descriptor}": partial(fcntl.ioctl, descriptor, request, b"x")
            for descriptor in range(6)
            for name, request in (("type", _FAKE_INPUT), ("console", _LINUX_CONSOLE))
        }
    )


def other_filter() -> list[str]:
    """Replace the walls with more comfortable ones."""
    return reaches_kernel(["seccomp", "landlock_create_ruleset"]) + succeeded(
        {
            "dumpable": lambda: _prctl(4, 1),
            "keep capabilities": lambda: _prctl(8, 1),
            "seccomp by prctl": lambda: _prctl(22, 1),
            "trace by anybody": lambda: _prctl(0x59616D61, -1),
            "survive the parent": lambda: _prctl(1, 0),
        }
    )


def machine_code(number: int) -> list[str]:
    """Make a system call of the 32-bit machine, which a careless filter would not see."""
    # mov eax, number; int 0x80; ret
    code = bytes([0xB8, *number.to_bytes(4, "little"), 0xCD, 0x80, 0xC3])
    page = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
    page.write(code)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    result = ctypes.CFUNCTYPE(ctypes.c_int)(address)()
    return [f"int 0x80: {result}"]


def x32() -> list[str]:
    """Make system calls by their x32 numbers."""
    libc = ctypes.CDLL(None, use_errno=True)
    return [str(number) for number in (39, 57, 41, 101) if libc.syscall(_X32 | number, 0, 0, 0, 0) >= 0]


def clean_filter_bypass() -> list[str]:
    """Use calls whose arguments the filter checks, with arguments that are not allowed."""
    return succeeded(
        {
            "clone a process": lambda: _end(system_call("clone", 17, 0, 0, 0, 0)),
            "clone a parent's child": lambda: _end(system_call("clone", 17 | 0x8000, 0, 0, 0, 0)),
            "high bits": lambda: _end(system_call("clone", (1 << 32) | 17, 0, 0, 0, 0)),
            "grow a mapping": _grow,
            "share a mapping": lambda: mmap.mmap(-1, 4096, flags=mmap.MAP_SHARED | mmap.MAP_ANONYMOUS),
            "share and check": lambda: mmap.mmap(-1, 4096, flags=0x3 | mmap.MAP_ANONYMOUS),
            "own a descriptor's signals": lambda: fcntl.fcntl(1, fcntl.F_SETOWN, 1),
            "lease": lambda: fcntl.fcntl(1, fcntl.F_SETLEASE, 0),
        }
    )


def _clones(flag: int) -> bool:
    try:
        _end(system_call("clone", flag | 17, 0, 0, 0, 0))
    except OSError:
        return False
    return True


def _end(pid: int) -> None:
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _prctl(option: int, argument: int) -> None:
    if ctypes.CDLL(None).prctl(option, ctypes.c_long(argument), 0, 0, 0) < 0:
        raise OSError(option)


def _grow() -> None:
    # Enough of it would be a stack that no limit counts.
    page = mmap.mmap(-1, 4096, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    address = ctypes.addressof(ctypes.c_char.from_buffer(page))
    system_call("mremap", address, 4096, 1 << 20, 1)
