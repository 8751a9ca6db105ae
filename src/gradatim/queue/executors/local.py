"""Jobs on this machine: threads, because the heavy work is in the sandbox's own process."""

from __future__ import annotations

from concurrent.futures import Executor, ThreadPoolExecutor


def local_executor(workers: int) -> Executor:
    """Return an executor that grades `workers` submissions at the same time.

    Its threads live as long as it does, on which the sandbox relies: the kernel ends a sandbox with the thread that
    started it.
    """
    return ThreadPoolExecutor(max_workers=workers, thread_name_prefix="grade")
