from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from gradatim.errors import UserError
from gradatim.exams.clock import read_clock
from gradatim.exams.sitting import (
    EndReason,
    Sitting,
    SittingState,
    finish,
    list_sittings,
    load,
    look,
    require_running,
    start,
    touch,
)
from tests.exams.builders import SimulatedClock, a_blueprint, a_form

TOUCH_FOREVER = """
import sys
from gradatim.exams.sitting import touch
from gradatim.settings import settings
from gradatim.store.database import open_database
engine = open_database(settings())
while True:
    print(touch(engine, sys.argv[1]).elapsed_seconds, flush=True)
"""

FINISH_ONCE = """
import sys
from gradatim.exams.sitting import finish
from gradatim.settings import settings
from gradatim.store.database import open_database
engine = open_database(settings())
print("ready", flush=True)
sys.stdin.readline()
sitting = finish(engine, sys.argv[1])
print(sitting.finished_at, sitting.elapsed_seconds, flush=True)
"""


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock()


@pytest.fixture
def sitting(engine: Engine, clock: SimulatedClock, tmp_path: Path) -> Sitting:
    blueprint = a_blueprint(minutes=60)
    return start(engine, blueprint, a_form(blueprint), tmp_path / "exam", seed=7, now=clock)


def test_a_started_sitting_is_stored_whole(engine: Engine, sitting: Sitting, tmp_path: Path) -> None:
    assert load(engine, sitting.id) == sitting
    assert sitting.state is SittingState.RUNNING
    assert sitting.end_reason is None
    assert sitting.seed == 7
    assert sitting.folder == tmp_path / "exam"
    assert sitting.remaining_seconds == sitting.duration_seconds == 3600
    assert [item.task_id for item in sitting.form.items] == ["task-1", "task-2"]


def test_time_is_used_up_while_nobody_looks(engine: Engine, sitting: Sitting, clock: SimulatedClock) -> None:
    clock.run(600)
    assert touch(engine, sitting.id, clock).remaining_seconds == 3000
    assert load(engine, sitting.id).elapsed_seconds == 600


@pytest.mark.parametrize("shift", [-3 * 3600.0, 3 * 3600.0])
def test_a_changed_wall_clock_gives_and_takes_no_time(
    engine: Engine, sitting: Sitting, clock: SimulatedClock, shift: float
) -> None:
    clock.wall += shift
    clock.run(60)
    assert touch(engine, sitting.id, clock).elapsed_seconds == 60


def test_a_reboot_loses_nothing_and_gives_no_time(engine: Engine, sitting: Sitting, clock: SimulatedClock) -> None:
    clock.run(600)
    touch(engine, sitting.id, clock)
    clock.reboot(off_seconds=300)
    assert touch(engine, sitting.id, clock).elapsed_seconds == 900
    clock.run(10)
    assert touch(engine, sitting.id, clock).elapsed_seconds == 910


def test_the_bell_ends_the_sitting_at_the_bell_however_late_somebody_looks(
    engine: Engine, sitting: Sitting, clock: SimulatedClock
) -> None:
    clock.run(3600 + 7 * 3600)
    ended = touch(engine, sitting.id, clock)
    assert ended.state is SittingState.FINISHED
    assert ended.end_reason is EndReason.BELL
    assert ended.finished_at == sitting.started_at + 3600
    assert ended.elapsed_seconds == 3600
    assert ended.remaining_seconds == 0
    clock.run(1000)
    assert touch(engine, sitting.id, clock) == ended == load(engine, sitting.id)


def test_the_last_second_still_counts(engine: Engine, sitting: Sitting, clock: SimulatedClock) -> None:
    clock.run(3599.9)
    assert require_running(engine, sitting.id, clock).remaining_seconds == pytest.approx(0.1)
    clock.run(0.1)
    with pytest.raises(UserError, match="after the bell"):
        require_running(engine, sitting.id, clock)


def test_finishing_early_is_the_candidates_and_stops_the_clock(
    engine: Engine, sitting: Sitting, clock: SimulatedClock
) -> None:
    clock.run(1200)
    ended = finish(engine, sitting.id, clock)
    assert ended.end_reason is EndReason.CANDIDATE
    assert ended.finished_at == sitting.started_at + 1200
    assert ended.last_counting_second == ended.elapsed_seconds == 1200
    clock.run(9999)
    assert finish(engine, sitting.id, clock) == ended
    assert touch(engine, sitting.id, clock) == ended
    with pytest.raises(UserError, match="after gradatim exam finish"):
        require_running(engine, sitting.id, clock)


def test_finishing_after_the_bell_is_the_bells(engine: Engine, sitting: Sitting, clock: SimulatedClock) -> None:
    clock.run(4000)
    ended = finish(engine, sitting.id, clock)
    assert ended.end_reason is EndReason.BELL
    assert ended.finished_at == sitting.started_at + 3600


def test_sittings_are_listed_newest_first(engine: Engine, sitting: Sitting, clock: SimulatedClock) -> None:
    clock.run(5)
    newer = start(engine, sitting.blueprint, sitting.form, sitting.folder, 8, now=clock)
    assert list_sittings(engine) == [newer, sitting]


@pytest.mark.parametrize("call", [load, touch, finish, require_running])
def test_an_unknown_sitting_is_named(engine: Engine, call: object) -> None:
    assert callable(call)
    with pytest.raises(UserError, match="'nobody'"):
        call(engine, "nobody")


def test_kill_9_of_a_process_that_writes_the_clock_loses_no_time(engine: Engine, sitting: Sitting) -> None:
    real = start(engine, sitting.blueprint, sitting.form, sitting.folder, 1)
    process = subprocess.Popen([sys.executable, "-c", TOUCH_FOREVER, real.id], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    seen = [float(process.stdout.readline()) for _ in range(20)]
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert seen == sorted(seen)
    stored = load(engine, real.id).elapsed_seconds
    assert stored >= seen[-1]
    now = touch(engine, real.id)
    assert now.elapsed_seconds >= stored
    assert now.elapsed_seconds == pytest.approx(read_clock().wall - real.started_at, abs=2)


def test_two_processes_that_finish_at_once_agree_on_one_end(engine: Engine, sitting: Sitting) -> None:
    real = start(engine, sitting.blueprint, sitting.form, sitting.folder, 1)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", FINISH_ONCE, real.id], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    with ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(lambda process: process.communicate("go\n", timeout=60)[0], both))
    stored = load(engine, real.id)
    assert ends == [f"{stored.finished_at} {stored.elapsed_seconds}\n"] * 2


def test_the_exam_time_never_falls_when_many_look_at_once(engine: Engine, sitting: Sitting) -> None:
    real = start(engine, sitting.blueprint, sitting.form, sitting.folder, 1)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: touch(engine, real.id), range(80)))
    anchored = load(engine, real.id).elapsed_seconds
    assert 0 < anchored <= touch(engine, real.id).elapsed_seconds


def test_looking_tells_the_time_and_writes_only_now_and_then(
    engine: Engine, sitting: Sitting, clock: SimulatedClock
) -> None:
    clock.run(20)
    assert look(engine, sitting.id, clock).elapsed_seconds == 20
    assert load(engine, sitting.id).elapsed_seconds == 0
    clock.run(11)
    assert look(engine, sitting.id, clock).elapsed_seconds == 31
    assert load(engine, sitting.id).elapsed_seconds == 31


def test_of_many_that_look_at_once_one_writes(engine: Engine, sitting: Sitting, clock: SimulatedClock) -> None:
    clock.run(45)
    writes: list[str] = []

    @event.listens_for(engine, "after_cursor_execute")
    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("UPDATE"):
            time.sleep(0.02)
            writes.append(statement)

    with ThreadPoolExecutor(8) as pool:
        looked = list(pool.map(lambda _: look(engine, sitting.id, clock).elapsed_seconds, range(80)))
    assert set(looked) == {45}
    assert load(engine, sitting.id).elapsed_seconds == 45
    assert len(writes) == 1


def test_many_that_look_at_the_bell_all_see_the_end(engine: Engine, sitting: Sitting, clock: SimulatedClock) -> None:
    clock.run(sitting.duration_seconds + 2)
    with ThreadPoolExecutor(8) as pool:
        looked = list(pool.map(lambda _: look(engine, sitting.id, clock), range(40)))
    assert {(one.state, one.finished_at) for one in looked} == {(SittingState.FINISHED, clock.wall - 2)}


def test_looking_after_the_bell_ends_the_sitting_at_the_bell(
    engine: Engine, sitting: Sitting, clock: SimulatedClock
) -> None:
    clock.run(sitting.duration_seconds - 10)
    look(engine, sitting.id, clock)
    clock.run(12)
    ended = look(engine, sitting.id, clock)
    assert (ended.state, ended.end_reason) == (SittingState.FINISHED, EndReason.BELL)
    assert load(engine, sitting.id) == ended
    assert ended.finished_at == clock.wall - 2
    clock.run(1000)
    assert look(engine, sitting.id, clock) == ended
