"""Keeps a worker alive while models wait, as `gradatim submit` does while it waits for its own."""

from __future__ import annotations

import threading

from sqlalchemy import Engine, exists, select

from gradatim.errors import UserError
from gradatim.queue.job import JobState
from gradatim.queue.worker import ensure_worker
from gradatim.settings import Settings
from gradatim.store.database import reading
from gradatim.store.schema import JobRow

LOOK_SECONDS = 2.0


class Keeper:
    """Starts the background worker when a model waits and none lives. May be used by any thread.

    Args:
        settings: Handed to the worker.
        engine: The database.
    """

    def __init__(self, settings: Settings, engine: Engine) -> None:
        self._settings = settings
        self._engine = engine
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self.problem: UserError | None = None
        """Why no worker runs although one should; None when all is well."""

    def call(self) -> None:
        """See to it that a worker lives now."""
        try:
            # One start at a time: two would count as two crashes if it ends at once.
            with self._lock:
                ensure_worker(self._settings)
            self.problem = None
        except UserError as error:
            self.problem = error

    def start(self) -> None:
        """Look every two seconds from now on, in a thread of its own."""
        threading.Thread(target=self._watch, name="keeper", daemon=True).start()

    def stop(self) -> None:
        """End the thread. A worker that lives goes on: what was handed in is graded."""
        self._stop.set()

    def _watch(self) -> None:
        while True:
            try:
                if self._anything_waits():
                    self.call()
                else:
                    self.problem = None
            except UserError as error:
                self.problem = error  # the database is busy or away
            if self._stop.wait(LOOK_SECONDS):
                return

    def _anything_waits(self) -> bool:
        unfinished = exists().where(JobRow.state.in_((JobState.QUEUED, JobState.RUNNING)))
        with reading(self._engine) as session:
            return bool(session.scalar(select(unfinished)))
