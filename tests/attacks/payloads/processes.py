"""Starts processes and programs, and reaches for those of the host."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.attacks.payloads.trying import reaches_kernel, succeeded, system_call

_SIGCHLD = 17
_THREADS_TRIED = 400
_THREADS_ALLOWED = 200


def fork(times: int) -> list[str]:
    """Fork children that end at once."""
    return [name for number in range(times) for name in succeeded({f"fork {number}": lambda: _end_child(os.fork())})]


def fork_raw() -> list[str]:
    """Fork past the C library."""
    return succeeded(
        {
            "fork": lambda: _end_child(system_call("fork")),
            "clone": lambda: _end_child(system_call("clone", _SIGCHLD, 0, 0, 0, 0)),
            "clone3": lambda: _end_child(system_call("clone3", (bytes(32) + bytes([_SIGCHLD]) + bytes(31)), 64)),
        }
    )


def leave_the_session() -> list[str]:
    """Fork twice and lead a new session, as daemons do, so that no parent remains to end it."""

    def daemon() -> None:
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(30)
            os._exit(0)

    return succeeded({"daemon": daemon})


def programs() -> list[str]:
    """Run another program in every way there is."""
    words = [sys.executable, "-c", "pass"]
    path, arguments = sys.executable.encode(), (ctypes.c_char_p * 2)(sys.executable.encode(), None)
    return succeeded(
        {
            "system": lambda: _zero(os.system("true")),
            "popen": lambda: os.popen("true").read(),
            "subprocess": lambda: subprocess.run(words, check=True),
            "posix_spawn": lambda: os.posix_spawn(sys.executable, words, {}),
            "execve": lambda: os.execv(sys.executable, words),
            "raw execve": lambda: system_call("execve", path, ctypes.addressof(arguments), 0),
            "raw execveat": lambda: system_call("execveat", -100, path, ctypes.addressof(arguments), 0, 0),
            "shell": lambda: os.execv("/bin/sh", ["sh", "-c", "true"]),
        }
    )


def workers() -> list[str]:
    """Start workers as Python's own libraries do."""
    import multiprocessing

    def start(method: str) -> None:
        context: Any = multiprocessing.get_context(method)
        worker = context.Process(target=os.getpid)
        worker.start()
        worker.join(1)

    return succeeded({method: partial(start, method) for method in ("fork", "spawn", "forkserver")})


def threads() -> list[str]:
    """Start far more threads than a model needs."""
    gate = threading.Event()
    threading.stack_size(64 << 10)
    started: list[threading.Thread] = []
    try:
        for _ in range(_THREADS_TRIED):
            thread = threading.Thread(target=gate.wait, daemon=True)
            thread.start()
            started.append(thread)
    except RuntimeError:
        pass
    gate.set()
    return [f"{len(started)} threads"] if len(started) > _THREADS_ALLOWED else []


def signals(others: list[int]) -> list[str]:
    """Send signals to whoever can be named."""
    attempts: dict[str, Callable[[], object]] = {
        "everyone": lambda: os.kill(-1, 0),
        "own group": lambda: os.kill(0, 0),
        "first process": lambda: os.kill(1, 0),
        "parent": lambda: os.kill(os.getppid(), 0),
    }
    for other in [1, *others]:
        attempts |= {
            f"kill {other}": partial(os.kill, other, 0),
            f"tkill {other}": partial(system_call, "tkill", other, 0),
            f"pidfd_open {other}": partial(os.pidfd_open, other),
            f"pidfd_send_signal {other}": partial(_send_by_descriptor, other),
        }
    return succeeded(attempts)


def reach(others: list[int]) -> list[str]:
    """Trace, read, limit or slow down other processes."""
    attempts: dict[str, Callable[[], object]] = {}
    for other in [1, *others]:
        attempts |= {
            f"ptrace {other}": partial(system_call, "ptrace", 0x4206, other, 0, 0),
            f"process_vm_readv {other}": partial(system_call, "process_vm_readv", other, 0, 0, 0, 0, 0),
            f"process_vm_writev {other}": partial(system_call, "process_vm_writev", other, 0, 0, 0, 0, 0),
            f"kcmp {other}": partial(system_call, "kcmp", other, other, 0, 0, 0),
            f"setpriority {other}": partial(os.setpriority, os.PRIO_PROCESS, other, 19),
            f"scheduler {other}": partial(os.sched_setscheduler, other, 0, os.sched_param(0)),
        }
        if other != 1:
            limit = (100_000, 100_000)
            attempts[f"prlimit {other}"] = partial(resource.prlimit, other, resource.RLIMIT_NOFILE, limit)
    return succeeded(attempts)


def reach_raw() -> list[str]:
    """Get calls to the kernel that act on other processes."""
    names = (
        "ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_open pidfd_getfd pidfd_send_signal "
        "kill tkill rt_sigqueueinfo setpriority"
    )
    return reaches_kernel(names.split())


def proc(others: list[int]) -> list[str]:
    """Read what /proc tells of other processes, and write what it would let through."""
    names = ("environ", "maps", "mem", "cmdline", "fd", "root", "cwd", "task")
    paths = [f"/proc/{other}/{name}" for other in ["1", *others] for name in names]
    paths += [f"/proc/self/{name}" for name in ("maps", "environ", "mem", "fd", str(Path("root", "etc", "passwd")))]
    paths += ["/proc/thread-self/mem", "/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/kcore", "/sys"]
    written = ["/proc/self/oom_score_adj", "/proc/self/mem", "/proc/sys/kernel/core_pattern", "/proc/self/uid_map"]
    return succeeded(
        {f"read {path}": partial(_read, path) for path in paths}
        | {f"write {path}": partial(Path(path).open, "r+b") for path in written}
    )


def gain() -> list[str]:
    """Become somebody else, or more than was granted."""
    own_limits = [
        name for name, limit in (("files", resource.RLIMIT_FSIZE), ("memory", resource.RLIMIT_DATA)) if _raises(limit)
    ]
    attempts = {
        "setuid": lambda: os.setuid(0),
        "setgid": lambda: os.setgid(0),
        "setgroups": lambda: os.setgroups([0]),
        "raw setresuid": lambda: system_call("setresuid", 0, 0, 0),
        "raw capset": lambda: system_call("capset", bytes(8), bytes(24)),
        "host name": lambda: system_call("sethostname", b"mine", 4),
        "priority": lambda: os.nice(-5),
    }
    return succeeded(attempts) + [f"raised the limit of {name}" for name in own_limits]


def stop_itself() -> list[str]:
    """Stop, ignore and block all signals: the parent must not wait for anything from here."""
    for number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
    signal.raise_signal(signal.SIGSTOP)
    signal.raise_signal(signal.SIGTSTP)
    while True:
        time.sleep(1)


def _end_child(pid: int) -> None:
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _send_by_descriptor(pid: int) -> None:
    signal.pidfd_send_signal(os.pidfd_open(pid), 0)


def _zero(status: int) -> None:
    if status:
        raise OSError(status)


def _read(path: str) -> object:
    if Path(path).is_dir():
        return list(Path(path).iterdir())
    with Path(path).open("rb") as file:
        return file.read(1)


def _raises(limit: int) -> bool:
    soft, hard = resource.getrlimit(limit)
    if hard == resource.RLIM_INFINITY:
        return True
    try:
        resource.setrlimit(limit, (soft, hard + 1))
    except (OSError, ValueError):
        return False
    return True
