"""The background worker, seen from inside."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from gradatim.errors import UserError
from gradatim.queue.file_lock import FileLock
from gradatim.queue.worker import ENDED_WELL, LOCK_FILE

if TYPE_CHECKING:
    from gradatim.queue.workplace import Workplace
    from gradatim.settings import Settings

EXIT_USER_ERROR = 2


def main(arguments: Sequence[str]) -> None:
    """Run the worker of the home folder that the environment names, until it has been idle or is told to end."""
    parser = argparse.ArgumentParser(prog="python -m gradatim.queue.worker_process", description=main.__doc__)
    parser.add_argument("--lock-descriptor", type=int, help="open lock file, when started in the background")
    inherited: int | None = parser.parse_args(arguments).lock_descriptor
    if inherited is not None:
        os.set_inheritable(inherited, False)
        # Before anything is imported or any thread exists: whoever started us waits for this.
        if os.fork() != 0:
            os._exit(0)

    from gradatim.queue.worker_log import write_log_lines
    from gradatim.queue.workplace import open_workplace
    from gradatim.settings import settings

    write_log_lines()
    try:
        place = open_workplace(settings())
        lock = _take_lock(settings().home) if inherited is None else FileLock(inherited)
    except UserError as error:
        print(error, file=sys.stderr)
        sys.exit(EXIT_USER_ERROR)
    work(settings(), place, lock, prepare=start_sandbox, capped_log=inherited is not None)
    sys.stderr.flush()
    # The interpreter would wait for threads whose jobs were given back; their sandboxes end with this process.
    os._exit(0)


class Readiness(StrEnum):
    """Whether this worker can run models."""

    READY = "ready"
    REFUSED = "refused"
    """Its settings demand more confinement than this machine has."""


def start_sandbox() -> Readiness:
    """Start what runs models, so that the first one need not wait for it."""
    import structlog

    from gradatim.sandbox.default_launcher import default_launcher
    from gradatim.sandbox.failure import ConfinementRefused
    from gradatim.sandbox.mode import SandboxMode
    from gradatim.sandbox.warm_launcher import WarmLauncher
    from gradatim.settings import settings

    try:
        launcher = default_launcher()
        if settings().certifies and launcher.mode is not SandboxMode.FULL:
            reason = settings().sandbox_override_reason
            structlog.get_logger().warning("certifying without full confinement", mode=launcher.mode, reason=reason)
        if isinstance(launcher, WarmLauncher):
            launcher.start()
    except ConfinementRefused as refusal:
        structlog.get_logger().error("confinement refused", reason=str(refusal))
        return Readiness.REFUSED
    except OSError as error:
        # The first model tries again, and says it if that fails too.
        structlog.get_logger().warning("sandbox not started", error=str(error))
    return Readiness.READY


def work(
    settings: Settings,
    place: Workplace,
    lock: FileLock,
    *,
    prepare: Callable[[], Readiness] = lambda: Readiness.READY,
    capped_log: bool = False,
) -> None:
    """Grade what is queued, until idle for the setting `worker_idle_seconds` or told to end by SIGTERM or SIGINT.

    Args:
        settings: Home folder, number of workers and idle time.
        place: Where the jobs are and what grades them.
        lock: The lock that makes this the only worker of its home folder.
        prepare: Called once before the first job. A worker that cannot run models says so of each job and ends as soon
            as none waits, so that one with other settings can take its place. Defaults to nothing.
        capped_log: Whether standard error goes to the log file, whose size must be watched. Defaults to False.
    """
    import structlog

    from gradatim.queue.claim import waiting
    from gradatim.queue.dispatcher import Dispatcher
    from gradatim.queue.executors.local import local_executor
    from gradatim.queue.worker_log import cap_log
    from gradatim.queue.worker_names import living_worker

    log = structlog.get_logger()
    home = settings.home.absolute()
    stop = _told_to_end()
    with living_worker(home) as name:
        log.info("worker started", worker=name)
        idle_seconds = settings.worker_idle_seconds if prepare() is Readiness.READY else 0.0
        dispatcher = Dispatcher(
            place,
            local_executor(settings.workers),
            workers=settings.workers,
            name=name,
            home=home,
            on_sweep=(lambda: cap_log(home)) if capped_log else lambda: None,
        )
        while True:
            lock.write_note("")
            dispatcher.run(stop, idle_seconds=idle_seconds)
            lock.write_note(ENDED_WELL)
            if stop.is_set():
                dispatcher.say_farewell()
                break
            # Those who submit write the job first and look for a worker second; we let go first and look second.
            # So one of the two sees the other, and no job is left without a worker.
            lock.release()
            if waiting(place.engine) == 0 or not lock.take_again():
                break
        log.info("worker ended", worker=name)


def _take_lock(home: Path) -> FileLock:
    lock = FileLock.take(home.absolute() / LOCK_FILE)
    if lock is None:
        raise UserError(
            f"Expected no other worker of {home}", received="one that is alive", next_step="nothing: it does the work"
        )
    return lock


def _told_to_end() -> threading.Event:
    """Return an event that SIGTERM and SIGINT set."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    return stop


if __name__ == "__main__":
    main(sys.argv[1:])
