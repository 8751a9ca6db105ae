"""What a candidate has met before: the tasks of the last sittings, and how long to wait before the next one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from gradatim.errors import UserError
from gradatim.exams.blueprint import Blueprint
from gradatim.exams.clock import Clock, read_clock
from gradatim.exams.scorecard import Verdict, score_card
from gradatim.exams.sitting import Sitting, SittingState, list_sittings, look

REMEMBERED_SITTINGS = 2
"""A form repeats no task of so many sittings before it, while the pools allow."""
_DAY = 86_400.0


@dataclass(frozen=True)
class Retake:
    """When the next sitting of a blueprint may begin.

    Args:
        failed: How many sittings in a row did not pass, up to the last.
        days: Days to wait after the last of them.
        opens_at: When the next one may begin, in seconds since 1970 UTC.
    """

    failed: int
    days: int
    opens_at: float


def recently_met(engine: Engine, sittings: int = REMEMBERED_SITTINGS) -> frozenset[str]:
    """Return the ids of the tasks of the last sittings; demonstrations do not count.

    Args:
        engine: The database.
        sittings: How many sittings back. Defaults to 2.
    """
    last = list_sittings(engine, demonstrations=False)[:sittings]
    return frozenset(item.task_id for sitting in last for item in sitting.form.items)


def retake(engine: Engine, blueprint: Blueprint, now: Clock = read_clock) -> Retake | None:
    """Return when the next sitting of this blueprint may begin; None when nothing has to be waited for.

    Sittings since the last one that passed are counted, abandoned ones among them: one whose bell rang while nobody
    looked is over as well.

    Args:
        engine: The database.
        blueprint: With `retake_days`, or without limits.
        now: The clock. Defaults to this machine's.
    """
    if not blueprint.retake_days:
        return None
    sittings = [one for one in list_sittings(engine, demonstrations=False) if one.blueprint.id == blueprint.id]
    now_known = [look(engine, one.id, now) if one.state is SittingState.RUNNING else one for one in sittings]
    past = [one for one in now_known if one.state is SittingState.FINISHED]
    failed = 0
    for sitting in past:
        if _passed(engine, sitting):
            break
        failed += 1
    if not failed:
        return None
    days = blueprint.retake_days[min(failed, len(blueprint.retake_days)) - 1]
    ended = past[0].finished_at or past[0].started_at
    return Retake(failed, days, ended + days * _DAY)


def _passed(engine: Engine, sitting: Sitting) -> bool:
    try:
        return score_card(engine, sitting).verdict is Verdict.PASSED
    except UserError:
        # A task of that form has left the bank since; what nobody can score any more makes nobody wait.
        return True
