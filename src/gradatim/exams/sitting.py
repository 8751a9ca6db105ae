"""A sitting: one candidate's timed run of a form. Every change of its state is one transaction."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from gradatim.errors import UserError
from gradatim.exams.blueprint import Blueprint
from gradatim.exams.clock import Clock, ClockAnchor, ClockReading, advance, elapsed_at, read_clock
from gradatim.exams.form import Form
from gradatim.store.database import reading, transaction
from gradatim.store.schema import SittingRow

LONGEST_UNWRITTEN_SECONDS = 30.0
"""So much exam time, at most, rests on this boot's clock alone while pages look at a sitting."""

_writing_what_was_seen = threading.Lock()


class SittingState(StrEnum):
    """Whether submissions are still taken."""

    RUNNING = "running"
    FINISHED = "finished"


class EndReason(StrEnum):
    """Who ended a sitting."""

    BELL = "bell"
    """The time was up."""
    CANDIDATE = "candidate"
    """The candidate finished before the bell."""


@dataclass(frozen=True)
class Sitting:
    """One sitting as of its last reading of the clock.

    Args:
        id: Random name.
        blueprint: What the exam is made of.
        form: The tasks that were drawn.
        seed: What the form was drawn with.
        folder: The candidate's exam folder.
        state: Whether submissions are still taken.
        started_at: Wall clock at the start, seconds since 1970 UTC.
        finished_at: Wall clock at the end; None while it runs.
        duration_seconds: Exam time until the bell.
        elapsed_seconds: Exam time that has passed; never more than `duration_seconds`.
        demonstration: Whether the reference answers sit it, so that it shows nothing of anybody.
    """

    id: str
    blueprint: Blueprint
    form: Form
    seed: int
    folder: Path
    state: SittingState
    started_at: float
    finished_at: float | None
    duration_seconds: float
    elapsed_seconds: float
    demonstration: bool = False

    @property
    def remaining_seconds(self) -> float:
        """Exam time left: 0 when the sitting has finished, and never negative."""
        return 0.0 if self.state is SittingState.FINISHED else max(0.0, self.duration_seconds - self.elapsed_seconds)

    @property
    def end_reason(self) -> EndReason | None:
        """Who ended the sitting; None while it runs. All the time used up means the bell did."""
        if self.state is SittingState.RUNNING:
            return None
        return EndReason.BELL if self.elapsed_seconds >= self.duration_seconds else EndReason.CANDIDATE

    @property
    def last_counting_second(self) -> float:
        """Exam time up to which a submission counts: the bell, or the moment the candidate finished."""
        return self.elapsed_seconds if self.state is SittingState.FINISHED else self.duration_seconds


def new_sitting_id() -> str:
    """Return a random id, so that the exam folder can be marked with it before the clock starts."""
    return secrets.token_hex(8)


def start(
    engine: Engine,
    blueprint: Blueprint,
    form: Form,
    folder: Path,
    seed: int,
    *,
    sitting_id: str | None = None,
    demonstration: bool = False,
    now: Clock = read_clock,
) -> Sitting:
    """Start the clock of a new sitting.

    Args:
        engine: The database.
        blueprint: What the exam is made of.
        form: The form drawn from it.
        folder: The candidate's exam folder.
        seed: What the form was drawn with.
        sitting_id: From `new_sitting_id`. Defaults to a new one.
        demonstration: Whether the reference answers sit it, so that it shows nothing of anybody. Defaults to False.
        now: The clock. Defaults to this machine's.

    Returns:
        The running sitting.
    """
    with transaction(engine) as session:
        clocks = now()
        row = SittingRow(
            id=sitting_id or new_sitting_id(),
            blueprint_json=blueprint.model_dump_json(),
            form_json=form.model_dump_json(),
            seed=seed,
            folder=str(folder.resolve()),
            state=SittingState.RUNNING.value,
            started_at=clocks.wall,
            finished_at=None,
            duration_seconds=blueprint.duration_seconds,
            elapsed_seconds=0.0,
            demonstration=demonstration,
        )
        _write_anchor(row, ClockAnchor(0.0, clocks))
        session.add(row)
        return _from_row(row)


def load(engine: Engine, sitting_id: str) -> Sitting:
    """Return a sitting as it was last written, without reading the clock.

    Raises:
        UserError: There is no such sitting.
    """
    with reading(engine) as session:
        return _from_row(_find(session, sitting_id))


def list_sittings(
    engine: Engine,
    *,
    demonstrations: bool = True,
    state: SittingState | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Sitting]:
    """Return sittings as they were last written, the newest first.

    Args:
        engine: The database.
        demonstrations: Whether those of the reference answers are among them. Defaults to True.
        state: Only those in this state. Defaults to None: in any.
        limit: At most so many. Defaults to None: all.
        offset: How many of the newest to leave out. Defaults to 0.
    """
    query = select(SittingRow).order_by(SittingRow.started_at.desc(), SittingRow.id).limit(limit).offset(offset)
    if not demonstrations:
        query = query.where(SittingRow.demonstration.is_(False))
    if state is not None:
        query = query.where(SittingRow.state == state)
    with reading(engine) as session:
        return [_from_row(row) for row in session.scalars(query)]


def count_sittings(engine: Engine, state: SittingState) -> int:
    """Return how many sittings are in a state, as they were last written."""
    with reading(engine) as session:
        return session.execute(select(func.count()).where(SittingRow.state == state)).scalar_one()


def touch(engine: Engine, sitting_id: str, now: Clock = read_clock) -> Sitting:
    """Read the clock, store the exam time, and end the sitting if the bell has rung.

    A sitting that the bell ended is finished *at the bell*, however much later somebody looks.

    Args:
        engine: The database.
        sitting_id: Which sitting.
        now: The clock. Defaults to this machine's.

    Returns:
        The sitting as of now.

    Raises:
        UserError: There is no such sitting.
    """
    with transaction(engine) as session:
        row = _find(session, sitting_id, lock=True)
        _read_clock_into(row, now)
        return _from_row(row)


def look(engine: Engine, sitting_id: str, now: Clock = read_clock) -> Sitting:
    """Return the sitting as of now, and write only when that is due: at the bell, and every half minute.

    For pages, which look many times a second; what is written nobody has to wait for.

    Args:
        engine: The database.
        sitting_id: Which sitting.
        now: The clock. Defaults to this machine's.

    Returns:
        The sitting as of now.

    Raises:
        UserError: There is no such sitting.
    """
    with reading(engine) as session:
        row = _find(session, sitting_id)
        sitting = _from_row(row)
        elapsed = elapsed_at(_read_anchor(row), now())
    if sitting.state is SittingState.FINISHED:
        return sitting
    rung = elapsed >= sitting.duration_seconds
    due = rung or elapsed - sitting.elapsed_seconds >= LONGEST_UNWRITTEN_SECONDS
    # Of many that look at once one writes. At the bell the others wait for it, because all have to see the end.
    if due and _writing_what_was_seen.acquire(blocking=rung):
        try:
            return _write_if_due(engine, sitting_id, now)
        finally:
            _writing_what_was_seen.release()
    return replace(sitting, elapsed_seconds=elapsed)


def _write_if_due(engine: Engine, sitting_id: str, now: Clock) -> Sitting:
    """Do what `touch` does, unless somebody else has done so since it was seen to be due."""
    with transaction(engine) as session:
        row = _find(session, sitting_id, lock=True)
        elapsed = elapsed_at(_read_anchor(row), now())
        if elapsed >= row.duration_seconds or elapsed - row.elapsed_seconds >= LONGEST_UNWRITTEN_SECONDS:
            _read_clock_into(row, now)
        sitting = _from_row(row)
    return sitting if sitting.state is SittingState.FINISHED else replace(sitting, elapsed_seconds=elapsed)


def finish(engine: Engine, sitting_id: str, now: Clock = read_clock) -> Sitting:
    """End a sitting before the bell. Finishing twice, or after the bell, changes nothing.

    Args:
        engine: The database.
        sitting_id: Which sitting.
        now: The clock. Defaults to this machine's.

    Returns:
        The finished sitting.

    Raises:
        UserError: There is no such sitting.
    """
    with transaction(engine) as session:
        row = _find(session, sitting_id, lock=True)
        _read_clock_into(row, now)
        if row.state == SittingState.RUNNING:
            row.state = SittingState.FINISHED.value
            row.finished_at = row.clock_wall
        return _from_row(row)


def require_running(engine: Engine, sitting_id: str, now: Clock = read_clock) -> Sitting:
    """Read the clock, and return the sitting only if submissions are still taken.

    A submission made with the returned `elapsed_seconds` counts, even if it is graded after the bell.

    Args:
        engine: The database.
        sitting_id: Which sitting.
        now: The clock. Defaults to this machine's.

    Returns:
        The running sitting.

    Raises:
        UserError: The sitting has finished, or there is no such sitting.
    """
    sitting = touch(engine, sitting_id, now)
    match sitting.end_reason:
        case None:
            return sitting
        case EndReason.BELL:
            received = f"a submission after the bell ({sitting.blueprint.minutes} minutes are over)"
        case EndReason.CANDIDATE:
            received = "a submission after gradatim exam finish"
    raise UserError(
        "Expected a submission before the bell and before the exam was finished; what was submitted in time counts",
        received=received,
        next_step="gradatim exam report",
    )


def _find(session: Session, sitting_id: str, *, lock: bool = False) -> SittingRow:
    # SQLite's writing transactions lock the whole file and ignore this; PostgreSQL needs it.
    row = session.get(SittingRow, sitting_id, with_for_update=lock)
    if row is None:
        raise UserError("Expected the id of a sitting", received=repr(sitting_id), next_step="gradatim exam start")
    return row


def _read_clock_into(row: SittingRow, now: Clock) -> None:
    """Move the anchor of a running sitting forward and end it at the bell. Call it inside the writing transaction:
    a reading taken before another process committed a later one would be stale."""
    if row.state == SittingState.FINISHED:
        return
    anchor = advance(_read_anchor(row), now())
    overrun = anchor.elapsed - row.duration_seconds
    if overrun >= 0:
        row.state = SittingState.FINISHED.value
        row.finished_at = anchor.reading.wall - overrun
        anchor = ClockAnchor(row.duration_seconds, anchor.reading)
    _write_anchor(row, anchor)


def _read_anchor(row: SittingRow) -> ClockAnchor:
    return ClockAnchor(row.elapsed_seconds, ClockReading(row.clock_wall, row.clock_boot, row.boot_id))


def _write_anchor(row: SittingRow, anchor: ClockAnchor) -> None:
    row.elapsed_seconds = anchor.elapsed
    row.clock_wall = anchor.reading.wall
    row.clock_boot = anchor.reading.boot
    row.boot_id = anchor.reading.boot_id


def _from_row(row: SittingRow) -> Sitting:
    return Sitting(
        id=row.id,
        blueprint=Blueprint.model_validate_json(row.blueprint_json),
        form=Form.model_validate_json(row.form_json),
        seed=row.seed,
        folder=Path(row.folder),
        state=SittingState(row.state),
        started_at=row.started_at,
        finished_at=row.finished_at,
        duration_seconds=row.duration_seconds,
        elapsed_seconds=row.elapsed_seconds,
        demonstration=bool(row.demonstration),
    )
