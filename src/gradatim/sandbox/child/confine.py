"""Limits that the process sets for itself before it touches the model."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys

MAX_FILE_BYTES = 1 << 30
MAX_OPEN_FILES = 256
_PR_SET_PDEATHSIG = 1


def die_with_parent(parent_pid: int) -> None:
    """Make the kernel kill this process when its parent ends, however that happens.

    Args:
        parent_pid: The parent as it knew itself; it may have ended before this call.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:
        os._exit(1)


def limit_files() -> None:
    """Allow no core dump, no huge file and few open files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MAX_FILE_BYTES, MAX_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MAX_OPEN_FILES, MAX_OPEN_FILES))
