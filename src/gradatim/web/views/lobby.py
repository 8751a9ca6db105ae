"""The exam lobby: what can be sat, by which rules, how long its answers train here, and the sittings so far."""

from __future__ import annotations

import math
import time
from functools import cache, lru_cache, partial
from pathlib import Path

from pydantic import Field

from gradatim.bank.exam_task import ExamTask
from gradatim.exams.blueprint import Blueprint, BlueprintCategory, Feedback, list_blueprints
from gradatim.exams.form import pool
from gradatim.exams.history import retake
from gradatim.exams.scorecard import Verdict
from gradatim.exams.sitting import (
    Sitting,
    SittingState,
    count_sittings,
    list_sittings,
    look,
    new_sitting_id,
)
from gradatim.exams.totals import Total, totals
from gradatim.settings import settings
from gradatim.web.bank import exam_tasks
from gradatim.web.live.topics import events_address
from gradatim.web.server import Server
from gradatim.web.states import exams_state
from gradatim.web.views.training import TrainingTime, training_time
from gradatim.web.views.view import View
from gradatim.workspace.doctor.factor import recall

PAGE_ROWS = 25


class CategoryRule(View):
    """A category of an exam."""

    number: int
    title: str
    weight: int
    tasks: int = Field(description="How many tasks it is drawn from.")


class BlueprintCard(View):
    """An exam that can be sat."""

    id: str
    title: str
    description: str
    minutes: int
    pass_mark: int
    feedback: Feedback
    certifies: bool
    notice: str
    retake_days: list[int] = Field(description="Days to wait after each sitting that did not pass.")
    opens_at: float | None = Field(description="When it may be sat next, seconds since 1970 UTC; null for at once.")
    categories: list[CategoryRule]
    training: TrainingTime | None = Field(description="Null when its tasks were never measured.")


class SittingEntry(View):
    """A sitting in the list."""

    id: str
    title: str
    state: SittingState
    started_at: float = Field(description="Seconds since 1970 UTC.")
    elapsed_seconds: float = Field(description="Exam time used, at the last look.")
    duration_seconds: float
    points: float = Field(description="Of 100.")
    pass_mark: int
    verdict: Verdict
    submissions: int
    waiting: int = Field(description="Submissions that are still to be graded.")
    demonstration: bool = Field(description="Whether the reference answers sat it.")


class LobbyView(View):
    """The exam lobby."""

    blueprints: list[BlueprintCard]
    running: list[SittingEntry] = Field(description="Sittings whose time runs.")
    past: list[SittingEntry] = Field(description="One page of the finished sittings, the newest first.")
    past_in_all: int
    page: int
    pages: int
    folder: str = Field(description="Where the exam folder will be made.")
    new_sitting: str = Field(description="Id for the sitting that this page begins, so that it is begun once only.")
    speed_measured_at: float | None = Field(description="When the speed of this machine was measured.")
    revision: str
    events: str = Field(description="Address of the stream of events.")


def lobby_view(server: Server, page: int = 1) -> LobbyView:
    """Return the lobby as it is now.

    Args:
        server: The server.
        page: Which page of past sittings, from 1; one beyond the last is the last.

    Raises:
        UserError: The database or a blueprint cannot be read.
    """
    engine, state = server.installation.engine, partial(exams_state, server)
    # Looking at a sitting rings its bell if that is due; then it is a past one.
    ids = server.memory.get(
        "running", lambda: [one.id for one in list_sittings(engine, state=SittingState.RUNNING)], of=state
    )
    looked = [look(engine, sitting_id) for sitting_id in ids]
    running = [sitting for sitting in looked if sitting.state is SittingState.RUNNING]
    past_in_all = server.memory.get("past in all", lambda: count_sittings(engine, SittingState.FINISHED), of=state)
    pages = max(1, math.ceil(past_in_all / PAGE_ROWS))
    page = min(page, pages)
    speed = recall(server.installation.settings.home)
    measured_at = speed.measured_at.timestamp() if speed else None
    revision = state()
    return LobbyView(
        blueprints=[_card(server, blueprint, measured_at) for blueprint in _blueprints(settings().content)],
        running=[_running(server, sitting) for sitting in running],
        past=server.memory.get(("past", page), lambda: _past(server, page), of=state),
        past_in_all=past_in_all,
        page=page,
        pages=pages,
        folder=str(server.place.parent),
        new_sitting=new_sitting_id(),
        speed_measured_at=measured_at,
        revision=revision,
        events=events_address("exams", revision),
    )


def _running(server: Server, sitting: Sitting) -> SittingEntry:
    """Its clock runs; what it came to changes only when somebody writes."""
    total = server.memory.get(
        ("total", sitting.id),
        lambda: totals(server.installation.engine, [sitting])[sitting.id],
        of=partial(exams_state, server),
    )
    return _entry(sitting, total)


def _past(server: Server, page: int) -> list[SittingEntry]:
    engine = server.installation.engine
    sittings = list_sittings(engine, state=SittingState.FINISHED, limit=PAGE_ROWS, offset=(page - 1) * PAGE_ROWS)
    found = totals(engine, sittings)
    return [_entry(sitting, found[sitting.id]) for sitting in sittings]


def _entry(sitting: Sitting, total: Total) -> SittingEntry:
    return SittingEntry(
        id=sitting.id,
        title=sitting.blueprint.title,
        state=sitting.state,
        started_at=sitting.started_at,
        elapsed_seconds=sitting.elapsed_seconds,
        duration_seconds=sitting.duration_seconds,
        points=total.points,
        pass_mark=sitting.blueprint.pass_mark,
        verdict=total.verdict,
        submissions=total.submissions,
        waiting=total.waiting,
        demonstration=sitting.demonstration,
    )


def _card(server: Server, blueprint: Blueprint, measured_at: float | None) -> BlueprintCard:
    wait = server.memory.get(
        ("retake", blueprint.id),
        lambda: retake(server.installation.engine, blueprint),
        of=partial(exams_state, server),
    )
    opens_at = wait.opens_at if wait and wait.opens_at > time.time() else None
    return BlueprintCard(
        id=blueprint.id,
        title=blueprint.title,
        description=blueprint.description,
        minutes=blueprint.minutes,
        pass_mark=blueprint.pass_mark,
        feedback=blueprint.feedback,
        certifies=blueprint.certifies,
        notice=blueprint.notice,
        retake_days=list(blueprint.retake_days),
        opens_at=opens_at,
        categories=_rules(settings().content, blueprint.id),
        training=_training(settings().content, server.installation.settings.home, blueprint.id, measured_at),
    )


@cache
def _blueprints(_content: Path) -> list[Blueprint]:
    return list_blueprints()


@cache
def _pools(content: Path, blueprint_id: str) -> list[tuple[BlueprintCategory, list[ExamTask]]]:
    """Return the categories of a blueprint with the tasks that each may be drawn from."""
    blueprint = next(one for one in _blueprints(content) if one.id == blueprint_id)
    tasks = list(exam_tasks().values())
    numbered = sorted(blueprint.category, key=lambda category: category.number)
    return [(category, pool(blueprint, category, tasks)) for category in numbered]


@cache
def _rules(content: Path, blueprint_id: str) -> list[CategoryRule]:
    return [
        CategoryRule(number=category.number, title=category.title, weight=category.weight, tasks=len(tasks))
        for category, tasks in _pools(content, blueprint_id)
    ]


@lru_cache(maxsize=16)
def _training(content: Path, home: Path, blueprint_id: str, _measured_at: float | None) -> TrainingTime | None:
    """Read again when the speed has been measured again."""
    return training_time([tasks for _, tasks in _pools(content, blueprint_id)], recall(home))
