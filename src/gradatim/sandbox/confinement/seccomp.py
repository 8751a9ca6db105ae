"""A filter of system calls: what is not on the list fails. Written as classic BPF, so that no library is needed."""

from __future__ import annotations

import ctypes
import errno
import os
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from gradatim.sandbox.confinement.syscalls import machine, number_of, syscall

ALLOWED = """
read write close fstat newfstatat stat lstat statx lseek pread64 pwrite64 readv writev preadv
pwritev mprotect munmap madvise brk rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack rt_sigtimedwait futex
futex_waitv sched_yield nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time times getrusage getpid
gettid getppid getuid geteuid getgid getegid getgroups getresuid getresgid getpgrp getpgid getsid uname sysinfo getcwd
getrandom getcpu exit exit_group set_robust_list get_robust_list rseq set_tid_address arch_prctl restart_syscall open
openat access faccessat faccessat2 readlink readlinkat getdents64 getdents dup dup2 dup3 pipe pipe2 flock
epoll_create1 epoll_ctl epoll_wait epoll_pwait eventfd2 poll ppoll select pselect6 mkdir mkdirat unlink unlinkat rmdir
rename renameat renameat2 ftruncate fsync fdatasync fallocate fchmod umask chdir fchdir sched_getaffinity
sched_getparam sched_getscheduler sched_get_priority_max sched_get_priority_min getpriority membarrier mincore msync
sendfile copy_file_range statfs fstatfs getrlimit getitimer
""".split()  # noqa: SIM905 - a list of names reads better as text

CHANGES_BY_PATH = "chmod fchmodat utimensat truncate".split()  # noqa: SIM905
"""Landlock does not govern these: allowed only where the mounts hide every file of the same user."""

_AUDIT_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32 = 0x40000000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_OFFSET_OF_NUMBER, _OFFSET_OF_ARCHITECTURE = 0, 4
_OFFSETS_OF_ARGUMENTS = (16, 24, 32, 40)
_ALLOW, _KILL_PROCESS, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
_SET_MODE_FILTER, _ALL_THREADS = 1, 1

_ALL_NEW_NAMESPACES, _CLONE_THREAD = 0x7E020080, 0x00010000
# Shared memory, and mappings that grow like a stack, are outside the memory limit; so are huge pages.
_MAP_SHARED, _MAP_GROWSDOWN, _MAP_HUGETLB = 0x1, 0x100, 0x40000
_PRCTL_SET_NAME, _PRCTL_GET_NAME, _PRCTL_SET_VMA = 15, 16, 0x53564D41
_TERMINAL_GET, _TERMINAL_SIZE, _BYTES_READY, _CLOSE_ON_EXEC_ON, _CLOSE_ON_EXEC_OFF = (
    0x5401,
    0x5413,
    0x541B,
    0x5451,
    0x5450,
)
_FCNTL_DUP_TO_LOCKS = range(8)
_FCNTL_OPEN_FILE_LOCKS, _FCNTL_DUP_CLOSE_ON_EXEC = (36, 37, 38), 1030


@dataclass(frozen=True)
class _Instruction:
    code: int
    value: int
    if_true: int = 0
    if_false: int = 0

    def packed(self) -> bytes:
        return struct.pack("=HBBI", self.code, self.if_true, self.if_false, self.value & 0xFFFFFFFF)


_Block = list[_Instruction]


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def enter_seccomp(*, changes_by_path: bool) -> int:
    """Allow this process, its threads and whatever they become nothing but the listed system calls.

    The process must have given up gaining privileges.

    Args:
        changes_by_path: Whether the files it can name are its own to change, so that `CHANGES_BY_PATH` are harmless.

    Returns:
        The number of system calls that can succeed.

    Raises:
        OSError: The kernel or the architecture has no such filter.
    """
    names = [*ALLOWED, *(CHANGES_BY_PATH if changes_by_path else ())]
    checked = _checked_calls(os.getpid())
    instructions = [*_architecture_check(), _Instruction(_LOAD, _OFFSET_OF_NUMBER), *_x32_check()]
    numbers = [number for name in names if (number := number_of(name)) is not None]
    for number in numbers:
        instructions += [_Instruction(_EQUAL, number, 0, 1), _Instruction(_RETURN, _ALLOW)]
    for name, block in checked.items():
        number = number_of(name)
        if number is not None:
            instructions += [_Instruction(_EQUAL, number, 0, len(block)), *block]
    instructions.append(_fail(errno.EPERM))
    _install(instructions)
    return len(numbers) + len(checked)


def _checked_calls(process: int) -> dict[str, _Block]:
    """Return, by name, the instructions that decide by a call's arguments."""
    return {
        # Threads, but no processes.
        "clone": [
            _argument(0),
            _Instruction(_ANY_BIT, _ALL_NEW_NAMESPACES, 0, 1),
            _fail(errno.EPERM),
            _Instruction(_ANY_BIT, _CLONE_THREAD, 0, 1),
            _Instruction(_RETURN, _ALLOW),
            _fail(errno.EPERM),
        ],
        # The C library falls back to clone, whose flags a filter can see.
        "clone3": [_fail(errno.ENOSYS)],
        "mmap": [
            _argument(3),
            _Instruction(_ANY_BIT, _MAP_SHARED | _MAP_GROWSDOWN | _MAP_HUGETLB, 0, 1),
            _fail(errno.EPERM),
            _Instruction(_RETURN, _ALLOW),
        ],
        # It could enlarge the stack, which the memory limit does not count; allocators copy instead.
        "mremap": [_fail(errno.ENOMEM)],
        "tgkill": _one_of(0, [process], errno.EPERM),
        "prlimit64": _one_of(0, [0, process], errno.EPERM),
        "prctl": _one_of(0, [_PRCTL_SET_NAME, _PRCTL_GET_NAME, _PRCTL_SET_VMA], errno.EINVAL),
        "ioctl": _one_of(
            1, [_TERMINAL_GET, _TERMINAL_SIZE, _BYTES_READY, _CLOSE_ON_EXEC_ON, _CLOSE_ON_EXEC_OFF], errno.ENOTTY
        ),
        "fcntl": _one_of(1, [*_FCNTL_DUP_TO_LOCKS, *_FCNTL_OPEN_FILE_LOCKS, _FCNTL_DUP_CLOSE_ON_EXEC], errno.EINVAL),
        # Thread pools ask for processors and abort when refused; all of them share ours anyway.
        "sched_setaffinity": [_Instruction(_RETURN, _FAIL)],
        # Its flags lie in memory, which a filter cannot read.
        "openat2": [_fail(errno.ENOSYS)],
    }


def _architecture_check() -> _Block:
    architecture = _AUDIT_ARCHITECTURES.get(machine())
    if architecture is None:
        raise OSError(errno.ENOSYS, f"seccomp: no list of system calls for {machine()}")
    return [
        _Instruction(_LOAD, _OFFSET_OF_ARCHITECTURE),
        _Instruction(_EQUAL, architecture, 1, 0),
        _Instruction(_RETURN, _KILL_PROCESS),
    ]


def _x32_check() -> _Block:
    return [_Instruction(_AT_LEAST, _X32, 0, 1), _fail(errno.EPERM)]


def _one_of(argument: int, values: Sequence[int], otherwise: int) -> _Block:
    block = [_argument(argument)]
    for value in values:
        block += [_Instruction(_EQUAL, value, 0, 1), _Instruction(_RETURN, _ALLOW)]
    return [*block, _fail(otherwise)]


def _argument(index: int) -> _Instruction:
    return _Instruction(_LOAD, _OFFSETS_OF_ARGUMENTS[index])


def _fail(code: int) -> _Instruction:
    return _Instruction(_RETURN, _FAIL | code)


def _install(instructions: Sequence[_Instruction]) -> None:
    packed = b"".join(instruction.packed() for instruction in instructions)
    memory = ctypes.create_string_buffer(packed, len(packed))
    program = _Program(len(instructions), ctypes.addressof(memory))
    syscall("seccomp", _SET_MODE_FILTER, _ALL_THREADS, ctypes.addressof(program))
