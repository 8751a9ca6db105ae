"""A drill as other pages name it: title, level, and how far the learner has come with it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from gradatim.bank.drill import Drill, DrillKind, Level
from gradatim.mastery.progress import DrillRecord
from gradatim.web.views.learner import Learner
from gradatim.web.views.view import View

LEVELS = {Level.WARM_UP: "warm-up", Level.PRACTICE: "practice", Level.EXAM: "exam level"}


class DrillState(StrEnum):
    """How far a drill has come."""

    NEW = "new"
    BEGUN = "begun"
    """It was checked, or a hint was read, and it does not pass yet."""
    HELPED = "passes with help"
    """It passed after its solution had been shown, which does not count."""
    PASSES = "passes"
    DUE = "due again"
    """It passed, and its day has come again."""


class DrillLine(View):
    """A drill in a list."""

    id: str
    title: str
    kind: DrillKind
    level: str
    minutes: int
    state: DrillState
    attempts: int
    last_passed_at: float | None = Field(description="Seconds since 1970 UTC.")


def drill_line(drill: Drill, now: Learner) -> DrillLine:
    """Return a drill with the learner's standing in it."""
    record = now.records.get(drill.id, DrillRecord())
    return DrillLine(
        id=drill.id,
        title=drill.title,
        kind=drill.kind,
        level=LEVELS[drill.level],
        minutes=drill.minutes,
        state=drill_state(record, due=any(review.drill == drill.id for review in now.due)),
        attempts=record.attempts,
        last_passed_at=record.last_passed_at,
    )


def drill_state(record: DrillRecord, *, due: bool) -> DrillState:
    """Return how far a drill has come.

    Args:
        record: What happened to it.
        due: Whether its day has come again.
    """
    if record.counts:
        return DrillState.DUE if due else DrillState.PASSES
    if record.passed:
        return DrillState.HELPED
    return DrillState.BEGUN if record.attempts or record.hints else DrillState.NEW
