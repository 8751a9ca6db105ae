"""What all payloads use. Payloads run in the model's process, so they and this file need the standard library only."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Callable, Iterable, Mapping

REFUSALS = (errno.EPERM, errno.ENOSYS)
"""How a call fails that the filter does not let through to the kernel."""

# From the kernel's own tables (unistd.h): x86_64, then aarch64; 0 where an architecture has no such call.
_NUMBERS = """
acct=163,89 add_key=248,217 adjtimex=159,171 bpf=321,280 capset=126,91 chroot=161,51 clock_settime=227,112 clone=56,220
clone3=435,435 close_range=436,436 delete_module=176,106 execve=59,221 execveat=322,281 fanotify_init=300,262
finit_module=313,273 fork=57,0 fsopen=430,430 get_mempolicy=239,236 init_module=175,105 inotify_init1=294,26
io_setup=206,0 io_uring_setup=425,425 ioperm=173,0 iopl=172,0 kcmp=312,272 kexec_load=246,104 keyctl=250,219
kill=62,129 landlock_create_ruleset=444,444 memfd_create=319,279 memfd_secret=447,447 migrate_pages=256,238
modify_ldt=154,0 mount=165,40 mount_setattr=442,442 move_pages=279,239 mq_open=240,180 mremap=25,216 msgget=68,186
name_to_handle_at=303,264 open_by_handle_at=304,265 open_tree=428,428 perf_event_open=298,241 personality=135,92
pidfd_getfd=438,438 pidfd_open=434,434 pidfd_send_signal=424,424 pivot_root=155,41 process_madvise=440,440
process_vm_readv=310,270 process_vm_writev=311,271 ptrace=101,117 quotactl=179,60 reboot=169,142
remap_file_pages=216,234 request_key=249,218 rt_sigqueueinfo=129,138 sched_setscheduler=144,119 seccomp=317,277
semget=64,190 sethostname=170,161 setns=308,268 setpriority=141,140 setresuid=117,147 settimeofday=164,170
setuid=105,146 shmget=29,194 splice=275,76 swapon=167,224 syslog=103,116 tkill=200,130 umount2=166,39 unshare=272,97
userfaultfd=323,282 vfork=58,0 vmsplice=278,75
"""
_COLUMNS = ("x86_64", "aarch64")

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long


class NoSuchCallError(Exception):
    """This architecture has no such system call."""


def succeeded(attempts: Mapping[str, Callable[[], object]]) -> list[str]:
    """Return the names of the attempts that raised nothing."""
    names = []
    for name, attempt in attempts.items():
        try:
            attempt()
        except Exception:  # any failure is a wall
            continue
        names.append(name)
    return names


def system_call(name: str, *arguments: int | bytes) -> int:
    """Make a system call past every library.

    Raises:
        NoSuchCallError: There is none of this name here.
        OSError: It failed.
    """
    column = _COLUMNS.index(os.uname().machine)
    numbers = dict(entry.split("=") for entry in _NUMBERS.split())
    number = int(numbers[name].split(",")[column])
    if number == 0:
        raise NoSuchCallError(name)
    words = [ctypes.c_long(word) if isinstance(word, int) else word for word in arguments]
    result: int = _libc.syscall(ctypes.c_long(number), *words)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")
    return result


def reaches_kernel(names: Iterable[str], *arguments: int) -> list[str]:
    """Return the system calls that get past the filter.

    The arguments are nonsense, so a call that gets past fails too, but for the kernel's own reason.
    """
    reached = []
    for name in names:
        try:
            system_call(name, *(arguments or (-1, 0, 0, 0, 0, 0)))
        except NoSuchCallError:
            continue
        except OSError as error:
            if error.errno in REFUSALS:
                continue
        reached.append(name)
    return reached
