"""The worker's loop: claim, hand over, keep the leases alive, put right what others left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, wait
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import structlog
from sqlalchemy import Engine

from gradatim.queue.attempts import give_back, renew
from gradatim.queue.claim import claim
from gradatim.queue.job import LEASE_SECONDS, Attempt, Claimable
from gradatim.queue.run_job import run_job
from gradatim.queue.sweep import sweep
from gradatim.queue.worker_names import dead_workers, forget_workers
from gradatim.queue.workplace import Workplace
from gradatim.store.database import change_marks
from gradatim.store.database_errors import DatabaseUnavailableError

log = structlog.get_logger()


@dataclass(frozen=True)
class Pace:
    """How often the dispatcher does what, in seconds."""

    lease: float = LEASE_SECONDS
    heartbeat: float = 20.0
    sweep: float = 10.0
    look: float = 0.1
    """How long a new job may wait at most before an idle worker sees it."""
    glance: float = 0.01
    """How long where the database tells cheaply that something was written."""
    farewell: float = 10.0
    """How long running jobs may go on after the worker was told to end."""


class Dispatcher:
    """Gives jobs to an executor until it is told to end or has been idle for long enough.

    Args:
        place: Where the jobs are and what grades them.
        executor: Runs them.
        workers: How many at the same time.
        name: Name of this worker, held by `living_worker`.
        home: The home folder.
        pace: How often it does what. Defaults to a lease of 60 s, a heartbeat of 20 s and a sweep every 10 s.
        on_sweep: Called after every sweep. Defaults to nothing.
    """

    def __init__(
        self,
        place: Workplace,
        executor: Executor,
        *,
        workers: int,
        name: str,
        home: Path,
        pace: Pace = Pace(),
        on_sweep: Callable[[], None] = lambda: None,
    ) -> None:
        self._place = place
        self._executor = executor
        self._workers = workers
        self._name = name
        self._home = home
        self._pace = pace
        self._on_sweep = on_sweep
        self._running: dict[Future[None], Attempt] = {}
        self._something_ended = threading.Event()
        self._last_beat = self._last_sweep = float("-inf")

    def run(self, stop: threading.Event, *, idle_seconds: float) -> None:
        """Work until `stop` is set, or until there was nothing to do for `idle_seconds`."""
        idle_since = time.monotonic()
        with change_marks(self._engine) as mark:
            while not stop.is_set():
                before = mark()
                if self._turn():
                    idle_since = time.monotonic()
                elif time.monotonic() - idle_since >= idle_seconds:
                    return
                self._rest(mark, before, stop)

    def say_farewell(self) -> None:
        """Let running jobs finish for a while, then give the others back to the queue."""
        wait(self._running, timeout=self._pace.farewell)
        self._collect()
        if self._running:
            log.info("giving back", jobs=[attempt.job_id for attempt in self._running.values()])
            # When even that fails, the death of this worker is proof enough for the next one's sweep.
            with suppress(DatabaseUnavailableError):
                give_back(self._engine, self._running.values())

    @property
    def _engine(self) -> Engine:
        return self._place.engine

    def _turn(self) -> bool:
        """Do what is due. Returns whether there is or was work."""
        self._collect()
        try:
            self._keep_leases()
            self._put_right()
            self._fill()
        except DatabaseUnavailableError as error:
            log.warning("database unavailable", error=str(error))
        return bool(self._running)

    def _rest(self, mark: Callable[[], object], before: object, stop: threading.Event) -> None:
        """Wait until a job has ended, somebody has written to the database, or it is time to look all the same."""
        until = time.monotonic() + self._pace.look
        while time.monotonic() < until and mark() == before and not stop.is_set():
            if self._something_ended.wait(self._pace.glance):
                break
        self._something_ended.clear()

    def _collect(self) -> None:
        for future in [future for future in self._running if future.done()]:
            attempt = self._running.pop(future)
            error = future.exception()
            if error is not None:
                # Even the failure could not be recorded. The lease runs out, and the job is queued again.
                log.error("job lost", job=attempt.job_id, attempt=attempt.number, exc_info=error)

    def _keep_leases(self) -> None:
        if self._is_due(self._last_beat, self._pace.heartbeat):
            self._renew()

    def _renew(self) -> None:
        if self._running:
            held = renew(self._engine, self._running.values(), lease_seconds=self._pace.lease)
            for attempt in set(self._running.values()) - held:
                log.warning("lease lost", job=attempt.job_id, attempt=attempt.number)
        self._last_beat = time.monotonic()

    def _put_right(self) -> None:
        if not self._is_due(self._last_sweep, self._pace.sweep):
            return
        # After the machine slept, our own leases must not look lost to our own sweep.
        self._renew()
        dead = dead_workers(self._home)
        swept = sweep(self._engine, dead_workers=dead, lease_seconds=self._pace.lease)
        forget_workers(self._home, dead)
        self._place.blobs.remove_leftovers()
        if swept.found_anything:
            log.warning("swept", **vars(swept), dead_workers=sorted(dead))
        self._last_sweep = time.monotonic()
        self._on_sweep()

    def _fill(self) -> None:
        while len(self._running) < self._workers:
            attempt = self._claim()
            if attempt is None:
                return
            log.info("claimed", job=attempt.job_id, attempt=attempt.number)
            future = self._executor.submit(run_job, attempt.job_id, attempt.token, self._place)
            self._running[future] = attempt
            future.add_done_callback(lambda _: self._something_ended.set())

    def _claim(self) -> Attempt | None:
        """Claim the next job. One that was lost before runs alone, so that it cannot take others with it again."""
        if any(attempt.number > 1 for attempt in self._running.values()):
            return None
        claimable = Claimable.FIRST_ATTEMPTS if self._running else Claimable.ANY
        return claim(self._engine, self._name, claimable=claimable, lease_seconds=self._pace.lease)

    def _is_due(self, last: float, every: float) -> bool:
        return time.monotonic() - last >= every
