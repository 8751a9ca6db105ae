"""What must hold after processes were killed: in the database, in the folders and among the processes."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from gradatim.settings import Settings
from gradatim.store.blobs import LEFTOVER_SECONDS
from tests.queue.process_tree import Family, Kind

_SETTLE_SECONDS = 20.0
_IDLE_SECONDS = 60.0
_OF_ONE_MODEL = """
SELECT job.state, job.attempt, result.outcome, result.score, result.predictions_sha256, result.result_json
FROM submission
LEFT JOIN job ON job.submission_id = submission.id
LEFT JOIN result ON result.model_sha256 = submission.model_sha256 AND result.task_id = submission.task_id
    AND result.task_version = submission.task_version AND result.grader_version = job.grader_version
"""
_THEIR_OWN = {"model_sha256", "timings_ms"}
"""Parts of a result that differ between copies of a model and between runs."""


class Trouble(Exception):  # noqa: N818 - named for what it is
    """Something that must never happen."""


class OutcomeOfClient(StrEnum):
    """How a client ended."""

    SCORED = "scored"
    UNSCORED = "unscored"
    KILLED = "killed"


def outcome_of(exit_code: int, printed: str, errors: str) -> OutcomeOfClient:
    """Return how a client ended.

    Raises:
        Trouble: In no way that a candidate may see.
    """
    if exit_code == -9:
        return OutcomeOfClient.KILLED
    if exit_code not in (0, 1):
        raise Trouble(f"a client ended with exit code {exit_code}: {printed}{errors}")
    outcome = json.loads(printed)["outcome"]
    if outcome not in (OutcomeOfClient.SCORED, OutcomeOfClient.UNSCORED):
        raise Trouble(f"an interruption became the outcome {outcome}: {printed}")
    if "Expected the stored file" in printed:
        raise Trouble(f"a submission was accepted before its bytes were safe: {printed}")
    return OutcomeOfClient(outcome)


class Aftermath:
    """Compares with what was there before the first kill. Made after one undisturbed submission.

    Args:
        home: Home folder of the installation.
        temporary: The folder for temporary files of all processes.
        family: The processes.
    """

    def __init__(self, home: Path, temporary: Path, family: Family) -> None:
        self._home = home
        self._temporary = temporary
        self._family = family
        self._mounts = _mounts()
        self._spares = Settings(home=home).sandbox_spares
        (self._undisturbed,) = self._rows()

    def check_submission(self, sha256: str) -> int:
        """Check what holds after each submission.

        Returns:
            How many attempts it took.

        Raises:
            Trouble: Something does not hold.
        """
        with closing(self._connect()) as connection:
            (integrity,) = connection.execute("PRAGMA integrity_check").fetchone()
        if integrity != "ok":
            raise Trouble(f"integrity_check says {integrity}")
        rows = self._rows(sha256)
        if len(rows) != 1:
            raise Trouble(f"{len(rows)} results of one submission: {rows}")
        state, attempts, *result = rows[0]
        if state != "done":
            raise Trouble(f"a submission that has its score has a job that is {state}")
        if _comparable(result) != _comparable(self._undisturbed[2:]):
            raise Trouble(f"another result than the undisturbed one: {result} and not {self._undisturbed[2:]}")
        _eventually(self._too_many_processes, _SETTLE_SECONDS)
        return int(attempts)

    def check_everything(self) -> None:
        """Check what holds at the end, when the worker has ended because it was idle.

        Raises:
            Trouble: Something does not hold.
        """
        for row in self._rows():
            if row[0] != "done" or _comparable(row[2:]) != _comparable(self._undisturbed[2:]):
                raise Trouble(f"not scored as undisturbed: {row}")
        self._require_each_committed_once()
        _eventually(lambda: f"processes left: {left}" if (left := self._family.members()) else "", _IDLE_SECONDS)
        _eventually(lambda: f"mounts left: {left}" if (left := _mounts() - self._mounts) else "", _IDLE_SECONDS)
        left = [path for path in self._temporary.rglob("*") if path.exists()]
        left += [path for path in (self._home / "workers").iterdir() if path.suffix == ".lock"]
        now = time.time()
        copies = (self._home / "blobs" / "incoming").glob("*.part")
        # The worker looked for them every ten seconds until it ended just now.
        left += [path for path in copies if now - path.stat().st_mtime > LEFTOVER_SECONDS + 15]
        if left:
            raise Trouble(f"files left: {left}")

    def _too_many_processes(self) -> str:
        """Return what lives beside one worker, its fork server and the spares, in words; nothing if that is all."""
        living = self._family.members()
        allowed = {Kind.WORKER: 1, Kind.GUARD: 1, Kind.FORK_SERVER: 1, Kind.MODEL: self._spares}
        for kind in Kind:
            count = sum(process.kind is kind for process in living)
            if count > allowed.get(kind, 0):
                return f"{count} processes of kind {kind}: {living}"
        return ""

    def _require_each_committed_once(self) -> None:
        committed: dict[int, int] = {}
        for line in (self._home / "worker.log").read_text().splitlines():
            with_json = json.loads(line) if line.startswith("{") else {}
            if with_json.get("commit") == "committed":
                committed[with_json["job"]] = committed.get(with_json["job"], 0) + 1
        twice = [job for job, times in committed.items() if times > 1]
        if twice:
            raise Trouble(f"jobs that were committed more than once: {twice}")

    def _rows(self, sha256: str | None = None) -> list[tuple[str, int, str, int, str, str]]:
        where, values = ("", ()) if sha256 is None else (" WHERE submission.model_sha256 = ?", (sha256,))
        with closing(self._connect()) as connection:
            return connection.execute(_OF_ONE_MODEL + where, values).fetchall()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{self._home / 'gradatim.db'}?mode=ro", uri=True, timeout=5)


def _comparable(result: object) -> object:
    *columns, text = list(result)  # type: ignore[call-overload]
    if text is None:
        return columns
    return columns, {name: value for name, value in json.loads(text).items() if name not in _THEIR_OWN}


def _mounts() -> set[str]:
    return set(Path("/proc/self/mountinfo").read_text().splitlines())


def _eventually(trouble: Callable[[], str], seconds: float) -> None:
    """Wait until there is no trouble.

    Raises:
        Trouble: There still is.
    """
    deadline = time.monotonic() + seconds
    while said := trouble():
        if time.monotonic() > deadline:
            raise Trouble(said)
        time.sleep(0.1)
