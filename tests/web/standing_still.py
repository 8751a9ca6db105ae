"""A day that does not move on: `python -m tests.web.standing_still start` is `gradatim start` on it.

For pictures and what compares them: dates, the time left and what is due for review are the same each time, and so is
what the doctor says, which else would be about the machine that the tests run on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from gradatim.exams import clock
from gradatim.workspace.doctor import DoctorReport

MOMENT = 1_795_168_800.0
"""20 November 2026, 10:00 UTC."""
DOCTOR_REPORT = Path(__file__).with_name("doctor_report.json")
"""What `gradatim doctor --json` said once, with paths of a home folder in place of that machine's."""


@contextmanager
def clocks_at(moment: float) -> Iterator[None]:
    """Let both clocks of this process stand at a moment.

    Args:
        moment: Seconds since 1970 UTC.
    """
    wall, boot = time.time, clock._seconds_since_boot
    _set_clocks(lambda: moment)
    try:
        yield
    finally:
        time.time, clock._seconds_since_boot = wall, boot


def _set_clocks(now: Callable[[], float]) -> None:
    time.time = clock._seconds_since_boot = now


def main() -> None:
    """Run the command line on that day."""
    _set_clocks(lambda: MOMENT)
    from gradatim.__main__ import main as run
    from gradatim.web import examination

    def examine(folder: Path, on_group: Callable[[str], None]) -> DoctorReport:
        return DoctorReport.model_validate_json(DOCTOR_REPORT.read_bytes())

    examination._examine = examine
    run()


if __name__ == "__main__":
    main()
