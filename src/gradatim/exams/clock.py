"""The exam clock: how much exam time has passed, whatever happens to the wall clock, the power or the process.

A sitting stores an anchor: the exam time at its last reading, and that reading. Within one boot the time since boot
decides, which counts sleep and ignores every change of the wall clock. After a reboot only the wall clock can tell how
long the machine was off. `docs/decisions/0003-exam-clock.md` says what this does and does not prevent.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_BOOT_ID_FILE = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True)
class ClockReading:
    """One look at the clocks of this machine.

    Args:
        wall: Seconds since 1970 UTC; can be set to anything by its owner.
        boot: Seconds since boot, sleep included; only ever grows until the next boot.
        boot_id: Name of this boot; empty where the system has none, and then a smaller `boot` tells of a reboot.
    """

    wall: float
    boot: float
    boot_id: str


Clock = Callable[[], ClockReading]
"""Where readings come from: `read_clock`, or a simulated clock."""


@dataclass(frozen=True)
class ClockAnchor:
    """Exam time in seconds, and the reading at which it was established."""

    elapsed: float
    reading: ClockReading


def read_clock() -> ClockReading:
    """Read the clocks of this machine.

    Linux: `CLOCK_BOOTTIME` and the kernel's boot id. macOS: `CLOCK_MONOTONIC`, which counts sleep there, unlike
    `time.monotonic`. Windows: `time.monotonic`, which counts sleep there. The last two have no boot id.
    """
    return ClockReading(wall=time.time(), boot=_seconds_since_boot(), boot_id=_read_boot_id())


def elapsed_at(anchor: ClockAnchor, reading: ClockReading) -> float:
    """Return the exam time at a reading: never less than the anchor's.

    Args:
        anchor: The last stored anchor.
        reading: The clocks now.

    Returns:
        Seconds of exam time.

    Example:
        >>> anchor = ClockAnchor(60.0, ClockReading(wall=1000.0, boot=50.0, boot_id="a"))
        >>> elapsed_at(anchor, ClockReading(wall=-9999.0, boot=80.0, boot_id="a"))
        90.0
        >>> elapsed_at(anchor, ClockReading(wall=1200.0, boot=5.0, boot_id="b"))
        260.0
    """
    if _rebooted(anchor.reading, reading):
        passed = reading.wall - anchor.reading.wall
    else:
        passed = reading.boot - anchor.reading.boot
    return anchor.elapsed + max(0.0, passed)


def advance(anchor: ClockAnchor, reading: ClockReading) -> ClockAnchor:
    """Return the anchor moved forward to a reading; a reading older than the anchor leaves it where it is."""
    if not _rebooted(anchor.reading, reading) and reading.boot < anchor.reading.boot:
        return anchor
    return ClockAnchor(elapsed_at(anchor, reading), reading)


def _rebooted(before: ClockReading, now: ClockReading) -> bool:
    if before.boot_id and now.boot_id:
        return before.boot_id != now.boot_id
    return now.boot < before.boot


def _seconds_since_boot() -> float:
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()


def _read_boot_id() -> str:
    try:
        return _BOOT_ID_FILE.read_text(encoding="ascii").strip()
    except OSError:
        return ""
