"""System calls for which Python 3.11 has no function, by way of the C library."""

from __future__ import annotations

import ctypes
import errno
import os

from gradatim.sandbox.confinement.syscall_numbers import NUMBERS

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
PR_SET_SECUREBITS = 28
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


def machine() -> str:
    """Return the name of the processor architecture, as `uname -m` prints it."""
    return os.uname().machine


def number_of(name: str) -> int | None:
    """Return the number of a system call on this architecture, None where it has none."""
    return NUMBERS.get(machine(), {}).get(name)


def syscall(name: str, *arguments: int | bytes | ctypes.Array[ctypes.c_char]) -> int:
    """Make a system call.

    Args:
        name: Its name.
        arguments: Numbers, byte strings or buffers.

    Returns:
        Its result, not negative.

    Raises:
        OSError: It failed, or this architecture has no such call.
    """
    number = number_of(name)
    if number is None:
        raise OSError(errno.ENOSYS, f"{name}: {os.strerror(errno.ENOSYS)}")
    words = [ctypes.c_ulong(a) if isinstance(a, int) else a for a in arguments]
    return checked(_libc.syscall(ctypes.c_long(number), *words), name)


def prctl(option: int, argument: int = 0) -> None:
    """Change an attribute of this process.

    Raises:
        OSError: It failed.
    """
    checked(_libc.prctl(option, *(ctypes.c_ulong(value) for value in (argument, 0, 0, 0))), f"prctl {option}")


def mount(source: str | None, target: str, kind: str | None = None, flags: int = 0, options: str = "") -> None:
    """Mount, bind or remount.

    Raises:
        OSError: It failed.
    """
    words = [None if text is None else os.fsencode(text) for text in (source, target, kind)]
    done = _libc.mount(*words, ctypes.c_ulong(flags), options.encode() or None)
    checked(done, f"mount {target}")


def unmount(target: str) -> None:
    """Take a mounted tree out of sight, even if it is in use.

    Raises:
        OSError: It failed.
    """
    lazily = 2
    checked(_libc.umount2(os.fsencode(target), lazily), f"umount {target}")


def unshare(flags: int) -> None:
    """Move this process into new namespaces.

    Raises:
        OSError: It failed.
    """
    checked(_libc.unshare(flags), "unshare")


def set_namespace(descriptor: int, flags: int) -> None:
    """Move this process into the namespace that a descriptor stands for.

    Raises:
        OSError: It failed.
    """
    checked(_libc.setns(descriptor, flags), "setns")


def set_host_name(name: str) -> None:
    """Set the host name of this process's namespace.

    Raises:
        OSError: It failed.
    """
    checked(_libc.sethostname(name.encode(), len(name)), "sethostname")


def checked(result: int, what: str) -> int:
    """Return the result of a C call, or raise the error it left in `errno`."""
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result
