"""How far a submission has come, read from outside without holding anybody up."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from gradatim.queue.job import JobState


class Stage(StrEnum):
    """The way of a submission, in order."""

    BEFORE = "before"
    """The client starts, reads the file and checks it."""
    COPYING = "copying"
    """Its bytes are being written to the blob store."""
    QUEUED = "queued"
    STARTING = "starting"
    PREFLIGHT = "preflight"
    LOADING = "loading"
    """The sandbox starts, and the model is loaded in it."""
    PREDICTING = "predicting"
    SCORING = "scoring"
    COACHING = "coaching"
    """The coach asks the model why it lost points."""
    DONE = "done"
    """The result is committed; the client has yet to show it."""


_ORDER = list(Stage)
_OF_STATE = {JobState.QUEUED: Stage.QUEUED, JobState.DONE: Stage.DONE, JobState.UNSCORED: Stage.DONE}
_QUERY = """
SELECT job.state, job.phase FROM submission JOIN job ON job.submission_id = submission.id WHERE model_sha256 = ?
"""


class Stages:
    """Looks into an installation.

    Args:
        home: Its home folder; it need not exist yet.
    """

    def __init__(self, home: Path) -> None:
        self._database = home / "gradatim.db"
        self._incoming = home / "blobs" / "incoming"

    def of(self, sha256: str) -> Stage:
        """Return how far a model has come."""
        try:
            with closing(self._connect()) as connection:
                row = connection.execute(_QUERY, (sha256,)).fetchone()
        except sqlite3.OperationalError:
            # There is no database yet, or it is being made.
            row = None
        if row is None:
            return Stage.COPYING if any(self._incoming.glob("*.part")) else Stage.BEFORE
        state, phase = row
        return Stage(phase) if state == JobState.RUNNING else _OF_STATE[JobState(state)]

    def wait_for(self, wanted: Stage, sha256: str, is_over: Callable[[], bool]) -> None:
        """Wait until a model has come so far, or further, or it is over."""
        while _ORDER.index(self.of(sha256)) < _ORDER.index(wanted) and not is_over():
            time.sleep(0.0005)

    def all(self) -> list[tuple[object, ...]]:
        """Return every job that is not done, for a message."""
        with closing(self._connect()) as connection:
            return connection.execute(
                "SELECT id, state, phase, attempt, worker, lease_until, last_error FROM job WHERE state <> 'done'"
            ).fetchall()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self._database}?mode=ro", uri=True, timeout=5)
