"""The clock: exams end by it, and retakes and credentials carry its date."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import gradatim
from gradatim.workspace.doctor.report import Check, problem, warning, well

_TOLERATED_SECONDS = 300.0
_SECONDS = 5.0


class Synchronised(StrEnum):
    """Whether the system keeps its clock with a time server."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ClockFacts:
    """Times in seconds since 1970 UTC.

    Args:
        now: What the clock says.
        newest_file: When the newest of Gradatim's own files was written: no honest clock is before it.
        zone: The local time zone's name.
        synchronised: Whether the system keeps it right.
    """

    now: float
    newest_file: float
    zone: str
    synchronised: Synchronised


def read_clock_facts(home: Path) -> ClockFacts:
    """Read the facts.

    Args:
        home: Folder of the results, whose database was written when something was last submitted.
    """
    files = (Path(gradatim.__file__), home / "gradatim.db")
    return ClockFacts(
        now=time.time(),
        newest_file=max(file.stat().st_mtime for file in files if file.is_file()),
        zone=datetime.now().astimezone().tzname() or "",
        synchronised=_synchronised(),
    )


def check_clock(facts: ClockFacts) -> list[Check]:
    """Judge the facts."""
    said = f"{datetime.fromtimestamp(facts.now, UTC):%Y-%m-%d %H:%M} UTC, zone {facts.zone}"
    mend = "set the clock by a time server: sudo timedatectl set-ntp true, or the system's date settings"
    if facts.now < facts.newest_file - _TOLERATED_SECONDS:
        newest = datetime.fromtimestamp(facts.newest_file, UTC)
        return [
            problem(
                "clock",
                "Clock",
                received=f"{said}, before files of this installation ({newest:%Y-%m-%d %H:%M} UTC)",
                expected="today's date and time",
                next_step=mend,
            )
        ]
    if facts.synchronised is Synchronised.NO:
        return [
            warning(
                "clock",
                "Clock",
                received=f"{said}, not kept by a time server",
                expected="a clock that a time server keeps",
                next_step=mend,
            )
        ]
    return [well("clock", "Clock", said)]


def _synchronised() -> Synchronised:
    program = shutil.which("timedatectl")
    if program is None:
        return Synchronised.UNKNOWN
    try:
        asked = subprocess.run(
            [program, "show", "--property", "NTPSynchronized", "--value"],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Synchronised.UNKNOWN
    return {"yes": Synchronised.YES, "no": Synchronised.NO}.get(asked.stdout.strip(), Synchronised.UNKNOWN)
