"""What the last sittings say about the next one: which tasks to leave out, and how long to wait."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from gradatim.exams.blueprint import Blueprint
from gradatim.exams.form import Form
from gradatim.exams.history import recently_met, retake
from gradatim.exams.sitting import start
from tests.exams.builders import SimulatedClock, a_blueprint, a_form, write_task
from tests.exams.exam_room import ExamRoom

DAY = 86_400.0
LIMITED = a_blueprint().model_copy(update={"retake_days": (14, 60, 365)})


def sit(engine: Engine, folder: Path, blueprint: Blueprint, clock: SimulatedClock, *, passes: bool) -> float:
    """Sit an exam, hand in good models or none, finish, and return when it ended."""
    clock.run(DAY)
    room = ExamRoom(engine, folder, blueprint, clock)
    if passes:
        room.scored(1, 0.95)
        room.scored(2, 300.0)
    room.finish()
    ended = room.sitting.finished_at
    assert ended is not None
    return ended


def form_of(*task_ids: str) -> Form:
    form = a_form(a_blueprint())
    items = [item.model_copy(update={"task_id": name}) for item, name in zip(form.items, task_ids, strict=True)]
    return Form(items=tuple(items))


def test_the_tasks_of_the_last_two_sittings_are_remembered(engine: Engine, tmp_path: Path) -> None:
    clock = SimulatedClock()
    for number, names in enumerate([("a", "b"), ("c", "d"), ("c", "e")]):
        start(engine, a_blueprint(), form_of(*names), tmp_path / str(number), 1, now=clock)
        clock.run(60)
    assert recently_met(engine) == {"c", "d", "e"}
    assert recently_met(engine, sittings=3) == {"a", "b", "c", "d", "e"}


def test_a_demonstration_is_nobodys_sitting(engine: Engine, tmp_path: Path) -> None:
    start(engine, LIMITED, form_of("a", "b"), tmp_path, 1, demonstration=True, now=SimulatedClock())
    assert recently_met(engine) == frozenset()
    assert retake(engine, LIMITED) is None


def test_without_limits_nobody_waits(engine: Engine, tmp_path: Path) -> None:
    sit(engine, tmp_path / "one", a_blueprint(), SimulatedClock(), passes=False)
    assert retake(engine, a_blueprint()) is None


def test_the_wait_grows_with_every_sitting_that_did_not_pass(engine: Engine, tmp_path: Path) -> None:
    clock = SimulatedClock()
    for number, days in enumerate((14, 60, 365, 365), start=1):
        ended = sit(engine, tmp_path / str(number), LIMITED, clock, passes=False)
        waiting = retake(engine, LIMITED)
        assert waiting is not None
        assert (waiting.failed, waiting.days, waiting.opens_at) == (number, days, ended + days * DAY)


def test_a_sitting_that_passed_ends_the_waiting(engine: Engine, tmp_path: Path) -> None:
    clock = SimulatedClock()
    sit(engine, tmp_path / "one", LIMITED, clock, passes=False)
    sit(engine, tmp_path / "two", LIMITED, clock, passes=True)
    assert retake(engine, LIMITED) is None
    sit(engine, tmp_path / "three", LIMITED, clock, passes=False)
    waiting = retake(engine, LIMITED)
    assert waiting is not None
    assert (waiting.failed, waiting.days) == (1, 14)


def test_only_finished_sittings_of_the_same_blueprint_count(engine: Engine, tmp_path: Path) -> None:
    clock = SimulatedClock()
    sit(engine, tmp_path / "other", LIMITED.model_copy(update={"id": "other"}), clock, passes=False)
    ExamRoom(engine, tmp_path / "running", LIMITED, clock)
    assert retake(engine, LIMITED, clock) is None


def test_a_sitting_whose_bell_rang_while_nobody_looked_counts_from_the_bell_on(engine: Engine, tmp_path: Path) -> None:
    clock = SimulatedClock()
    ExamRoom(engine, tmp_path / "left", LIMITED, clock)
    bell = clock.wall + LIMITED.duration_seconds
    clock.run(3 * DAY)
    waiting = retake(engine, LIMITED, clock)
    assert waiting is not None
    assert (waiting.failed, waiting.days) == (1, 14)
    assert waiting.opens_at == pytest.approx(bell + 14 * DAY)


def test_a_sitting_whose_tasks_have_left_the_bank_makes_nobody_wait(
    engine: Engine, content: Path, tmp_path: Path
) -> None:
    write_task(content, "task-old")
    first = LIMITED.category[0].model_copy(update={"pool": ("task-old",)})
    with_old = LIMITED.model_copy(update={"category": (first, *LIMITED.category[1:])})
    sit(engine, tmp_path / "one", with_old, SimulatedClock(), passes=False)
    assert retake(engine, LIMITED) is not None
    (content / "exam" / "1-part" / "task-old" / "task.toml").unlink()
    assert retake(engine, LIMITED) is None
