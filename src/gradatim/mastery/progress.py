"""The learner's progress: one SQLite file beside the practice folder's own state.

It travels with the folder and needs no account. `exchange.py` writes and reads it as JSON.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.exc import DatabaseError, OperationalError

from gradatim.drills.verdict import DrillOutcome, DrillVerdict
from gradatim.errors import UserError
from gradatim.mastery.progress_schema import ATTEMPT, CURRENT, HINT, SCHEMA_VERSION, SOLUTION_SHOWN, TABLES

_BUSY_SECONDS = 5.0
_VERDICT = TypeAdapter(DrillVerdict)


@dataclass(frozen=True)
class DrillRecord:
    """What happened to one drill.

    Args:
        attempts: How many answers were checked.
        first_passed_at: When an answer first passed, in seconds since 1970 UTC; None if none has.
        last_passed_at: When one last passed.
        hints: How many hints were shown.
        solution_shown: Whether the solution was shown before the first pass.
    """

    attempts: int = 0
    first_passed_at: float | None = None
    last_passed_at: float | None = None
    hints: int = 0
    solution_shown: bool = False

    @property
    def passed(self) -> bool:
        """Whether an answer has passed."""
        return self.first_passed_at is not None

    @property
    def counts(self) -> bool:
        """Whether an answer has passed, and not only after a look at the solution."""
        return self.passed and not self.solution_shown


class Progress:
    """The progress file of one practice folder. Several processes may use it at the same time.

    Args:
        path: The file; it is made if it is not there.
        now: The clock, seconds since 1970 UTC. Defaults to this machine's.

    Raises:
        UserError: The file cannot be used: damaged, written by a newer Gradatim, or in a folder that is read-only.
    """

    def __init__(self, path: Path, now: Callable[[], float] = time.time) -> None:
        self._path = path
        self._now = now
        self._engine = _open(path)

    def record(self, verdict: DrillVerdict, answer: str) -> None:
        """Remember the verdict of an answer."""
        values = {
            "drill": verdict.drill,
            "at": self._now(),
            "outcome": verdict.outcome.value,
            "seconds": verdict.seconds,
            "answer_sha256": hashlib.sha256(answer.encode("utf-8", "replace")).hexdigest(),
            "verdict_json": _VERDICT.dump_json(verdict).decode(),
        }
        with self.writing() as connection:
            connection.execute(ATTEMPT.insert().values(values))

    def last_verdict(self, drill_id: str) -> DrillVerdict | None:
        """Return the verdict of the answer that was checked last; None if none was."""
        query = select(ATTEMPT.c.verdict_json).where(ATTEMPT.c.drill == drill_id).order_by(ATTEMPT.c.id.desc()).limit(1)
        with self.reading() as connection:
            text = connection.execute(query).scalar()
        return None if text is None else _VERDICT.validate_json(text)

    def records(self) -> dict[str, DrillRecord]:
        """Return what happened to each drill that was begun."""
        passed_at = func.min(ATTEMPT.c.at).filter(ATTEMPT.c.outcome == DrillOutcome.PASSED.value)
        last_passed_at = func.max(ATTEMPT.c.at).filter(ATTEMPT.c.outcome == DrillOutcome.PASSED.value)
        query = select(ATTEMPT.c.drill, func.count(), passed_at, last_passed_at).group_by(ATTEMPT.c.drill)
        with self.reading() as connection:
            attempts = {row[0]: row[1:] for row in connection.execute(query)}
            hints = dict(connection.execute(select(HINT.c.drill, func.max(HINT.c.number)).group_by(HINT.c.drill)).all())
            solutions = dict(connection.execute(select(SOLUTION_SHOWN.c.drill, SOLUTION_SHOWN.c.at)).all())
        return {
            drill: _record(attempts.get(drill, (0, None, None)), hints.get(drill, 0), solutions.get(drill))
            for drill in attempts.keys() | hints.keys() | solutions.keys()
        }

    def passes(self) -> list[tuple[str, float, bool]]:
        """Return every pass in the order of time: drill, when, and whether help was taken before it."""
        query = (
            select(ATTEMPT.c.drill, ATTEMPT.c.at)
            .where(ATTEMPT.c.outcome == DrillOutcome.PASSED.value)
            .order_by(ATTEMPT.c.at, ATTEMPT.c.id)
        )
        with self.reading() as connection:
            helped = {(row.drill, row.at) for row in connection.execute(select(HINT.c.drill, HINT.c.at))}
            helped |= {(row.drill, row.at) for row in connection.execute(select(SOLUTION_SHOWN))}
            rows = connection.execute(query).all()
        return [(drill, at, any(d == drill and when <= at for d, when in helped)) for drill, at in rows]

    def show_hint(self, drill_id: str, of: int) -> int:
        """Take note that the next hint is shown, and return its number, from 1; the last one again after that."""
        with self.writing() as connection:
            shown = connection.execute(select(func.max(HINT.c.number)).where(HINT.c.drill == drill_id)).scalar() or 0
            if shown < of:
                connection.execute(HINT.insert().values(drill=drill_id, number=shown + 1, at=self._now()))
        return min(shown + 1, of)

    def show_solution(self, drill_id: str) -> None:
        """Take note that the solution is shown."""
        with self.writing() as connection:
            known = connection.execute(select(SOLUTION_SHOWN.c.at).where(SOLUTION_SHOWN.c.drill == drill_id)).scalar()
            if known is None:
                connection.execute(SOLUTION_SHOWN.insert().values(drill=drill_id, at=self._now()))

    @property
    def current(self) -> str | None:
        """Id of the drill that the learner works on; None before the first."""
        with self.reading() as connection:
            return connection.execute(select(CURRENT.c.drill)).scalar()

    @current.setter
    def current(self, drill_id: str) -> None:
        with self.writing() as connection:
            connection.execute(CURRENT.delete())
            connection.execute(CURRENT.insert().values(drill=drill_id, at=self._now()))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Write: everything inside happens, or nothing does."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except OperationalError as error:
            raise _unusable(self._path, error) from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read one consistent state."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except OperationalError as error:
            raise _unusable(self._path, error) from error

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()


def _record(attempts: tuple[int, float | None, float | None], hints: int, solution_at: float | None) -> DrillRecord:
    number, first, last = attempts
    peeked = solution_at is not None and (first is None or solution_at < first)
    return DrillRecord(number, first, last, hints, peeked)


def _open(path: Path) -> Engine:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(f"sqlite:///{path.resolve()}", connect_args={"timeout": _BUSY_SECONDS})
        _begin_with_the_lock(engine)
        with engine.begin() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar() or 0
            if version == 0:
                TABLES.create_all(connection)
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except (OSError, DatabaseError) as error:
        raise _unusable(path, error) from error
    if version > SCHEMA_VERSION:
        engine.dispose()
        raise UserError(
            f"Expected progress written by this Gradatim or an older one in {path}",
            received=f"format {version}; this one knows {SCHEMA_VERSION}",
            next_step="install the newer Gradatim",
        )
    return engine


def _begin_with_the_lock(engine: Engine) -> None:
    """Take the write lock when a transaction begins, so that two processes never read the same state and both write."""

    @event.listens_for(engine, "connect")
    def connect(driver: object, _record: object) -> None:
        driver.isolation_level = None  # type: ignore[attr-defined]  # the driver would begin too late, by itself

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _unusable(path: Path, error: Exception) -> UserError:
    reason = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)
    return UserError(
        f"Expected a progress file that can be read and written: {path}",
        received=reason,
        next_step="close other programs that use it, or move it away and gradatim progress import your-backup.json",
    )
