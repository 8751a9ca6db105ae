from __future__ import annotations

import subprocess
import sys
import time

import pytest

from gradatim.exams.clock import ClockAnchor, advance, elapsed_at, read_clock
from tests.exams.builders import SimulatedClock

THREE_HOURS = 3 * 3600.0


@pytest.fixture(params=["with a boot id", "without one"])
def clock(request: pytest.FixtureRequest) -> SimulatedClock:
    return SimulatedClock(boot_id="boot-1" if request.param == "with a boot id" else "")


def _reboot(clock: SimulatedClock, off_seconds: float) -> None:
    clock.reboot(off_seconds, "boot-2" if clock.boot_id else "")


def test_time_passes(clock: SimulatedClock) -> None:
    anchor = ClockAnchor(0.0, clock())
    clock.run(90)
    assert elapsed_at(anchor, clock()) == 90


@pytest.mark.parametrize("shift", [-THREE_HOURS, THREE_HOURS])
def test_setting_the_wall_clock_gives_and_takes_no_time(clock: SimulatedClock, shift: float) -> None:
    anchor = ClockAnchor(0.0, clock())
    clock.run(60)
    clock.wall += shift
    anchor = advance(anchor, clock())
    clock.run(60)
    clock.wall -= shift
    assert advance(anchor, clock()).elapsed == 120


def test_sleep_counts(clock: SimulatedClock) -> None:
    anchor = ClockAnchor(0.0, clock())
    clock.run(60)
    clock.run(THREE_HOURS)  # asleep: the boot clock counts it
    assert elapsed_at(anchor, clock()) == 60 + THREE_HOURS


def test_the_time_a_machine_was_off_counts(clock: SimulatedClock) -> None:
    anchor = ClockAnchor(0.0, clock())
    clock.run(60)
    anchor = advance(anchor, clock())
    _reboot(clock, off_seconds=600)
    anchor = advance(anchor, clock())
    assert anchor.elapsed == 660
    clock.run(30)
    assert advance(anchor, clock()).elapsed == 690


def test_a_wall_clock_set_back_during_a_reboot_never_makes_time_fall(clock: SimulatedClock) -> None:
    anchor = ClockAnchor(1000.0, clock())
    _reboot(clock, off_seconds=-THREE_HOURS)
    anchor = advance(anchor, clock())
    assert anchor.elapsed == 1000
    clock.run(5)
    assert advance(anchor, clock()).elapsed == 1005


def test_a_reading_older_than_the_anchor_changes_nothing() -> None:
    clock = SimulatedClock()
    older = clock()
    clock.run(10)
    anchor = ClockAnchor(10.0, clock())
    assert advance(anchor, older) == anchor
    assert elapsed_at(anchor, older) == 10


def test_the_real_clock_agrees_between_processes_and_moves_forward() -> None:
    before = read_clock()
    other = subprocess.run(
        [sys.executable, "-c", "from gradatim.exams.clock import *; r = read_clock(); print(r.boot, r.boot_id)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    after = read_clock()
    assert before.boot < float(other[0]) < after.boot
    assert abs(after.wall - time.time()) < 5
    if sys.platform == "linux":
        assert len(before.boot_id) == 36
        assert other[1] == before.boot_id == after.boot_id
