"""Examines in a process of its own, after everything else that wants the processor: a dashboard goes on answering."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from gradatim.workspace.doctor.report import DoctorReport

_NICENESS = 10


def examine_apart(folder: Path, on_group: Callable[[str], None]) -> DoctorReport:
    """Examine this machine as `examine` does.

    Args:
        folder: The folder that answers lie in.
        on_group: Called with what is looked at next, in words.

    Raises:
        ChildProcessError: It ended without a report; its own message is on standard error.
    """
    command = [sys.executable, "-P", "-m", __name__, str(folder)]
    # A session of its own: Ctrl-C in the terminal of whoever asks is not meant for it.
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            said = json.loads(line)
            if "report" in said:
                return DoctorReport.model_validate(said["report"])
            on_group(said["group"])
    raise ChildProcessError(f"Expected a report of {' '.join(command)}. Received: exit code {process.returncode}")


def _main() -> None:
    from gradatim.workspace.doctor.examine import examine

    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    # Who asked may be gone before the end.
    with suppress(BrokenPipeError):
        report = examine(Path(sys.argv[1]), on_group=lambda group: print(json.dumps({"group": group}), flush=True))
        print(json.dumps({"report": report.model_dump(mode="json")}), flush=True)


if __name__ == "__main__":
    _main()
