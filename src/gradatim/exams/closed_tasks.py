"""Tasks whose metric nobody may see now, because an exam runs that asks for them and hides it.

It is hidden everywhere: otherwise the same model, handed in before or elsewhere, would show what the exam does not say.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine

from gradatim.exams.blueprint import Feedback
from gradatim.exams.clock import Clock, read_clock
from gradatim.exams.sitting import SittingState, list_sittings, look


@dataclass(frozen=True)
class ClosedSitting:
    """A sitting that hides metric and findings while it runs.

    Args:
        id: Which.
        tasks: Ids of the tasks that it asks for.
    """

    id: str
    tasks: frozenset[str]


def closed_sittings(engine: Engine) -> tuple[ClosedSitting, ...]:
    """Return the sittings that were last written as running and hide what is measured, without reading the clock.

    Args:
        engine: The database.
    """
    return tuple(
        ClosedSitting(sitting.id, frozenset(item.task_id for item in sitting.form.items))
        for sitting in list_sittings(engine, state=SittingState.RUNNING)
        if sitting.blueprint.feedback is not Feedback.OPEN
    )


def closed_tasks(
    engine: Engine, sittings: Iterable[ClosedSitting] | None = None, now: Clock = read_clock
) -> frozenset[str]:
    """Return the ids of the tasks whose metric and findings are hidden at this moment.

    Args:
        engine: The database.
        sittings: From `closed_sittings`, for those who keep them. Defaults to None: they are read.
        now: The clock. Defaults to this machine's; at the bell a sitting opens although nobody has written that yet.
    """
    found = closed_sittings(engine) if sittings is None else sittings
    running = (one for one in found if look(engine, one.id, now).state is SittingState.RUNNING)
    return frozenset().union(*(one.tasks for one in running))
