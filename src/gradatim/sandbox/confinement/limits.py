"""Resource limits of the kernel: the part that does not depend on the job."""

from __future__ import annotations

import os
import resource
from pathlib import Path

MAX_FILE_BYTES = 1 << 29
MAX_OPEN_FILES = 256
MAX_THREADS = 128
# A backstop only: thread stacks and allocators reserve far more address space than they use.
_ADDRESS_SPACE_BYTES = 64 << 30
_PENDING_SIGNALS = 64


def set_limits() -> None:
    """Limit what this process may use of the system, apart from memory and threads."""
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, MAX_FILE_BYTES),
        (resource.RLIMIT_NOFILE, MAX_OPEN_FILES),
        (resource.RLIMIT_AS, _ADDRESS_SPACE_BYTES),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_NICE, 0),
        (resource.RLIMIT_RTPRIO, 0),
        (resource.RLIMIT_SIGPENDING, _PENDING_SIGNALS),
    ):
        lower(limit, most)


def limit_threads(*, others: int) -> None:
    """Limit the threads of this process. The kernel counts all processes of the user, so call it as that user.

    Args:
        others: Threads of the same user that live outside.
    """
    lower(resource.RLIMIT_NPROC, MAX_THREADS + others)


def threads_of_user() -> int:
    """Return how many threads the user of this process has; the kernel's own count is not to be had."""
    return sum(_threads(entry) for entry in Path("/proc").iterdir() if entry.name.isdigit())


def lower(limit: int, most: int) -> None:
    """Lower a limit for good; a limit that is lower already stays."""
    hard = resource.getrlimit(limit)[1]
    value = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(limit, (value, value))


def _threads(process: Path) -> int:
    try:
        if process.stat().st_uid != os.getuid():
            return 0
        return sum(1 for _ in (process / "task").iterdir())
    except OSError:
        return 0
