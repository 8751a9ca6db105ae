"""Waits for a submission to be graded, with a progress display. Interrupting it interrupts nothing but the display."""

from __future__ import annotations

import time

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from gradatim.cli.terminal import err
from gradatim.grading.result import GradeResult
from gradatim.queue.submissions import Accepted, SubmissionState, status
from gradatim.queue.worker import ensure_worker
from gradatim.store.database import change_marks
from gradatim.store.database_errors import DatabaseBusyError
from gradatim.workspace.installation import Installation

_LOOK_SECONDS = 0.1
_GLANCE_SECONDS = 0.01
_WORKER_CHECK_SECONDS = 2.0

_WORDS = {
    "starting": "taken by a worker",
    "preflight": "checking the file",
    "loading": "loading the model",
    "predicting": "predicting the hidden data",
    "scoring": "computing the score",
    "coaching": "looking for what cost points",
}


class WaitInterruptedError(Exception):
    """The user pressed Ctrl-C while waiting; the submission is safe and will be graded."""


def wait_for(installation: Installation, accepted: Accepted, label: str) -> GradeResult:
    """Print the receipt, and return the result of a submission as soon as it is graded.

    A worker that dies while we wait is replaced, so a result always comes.

    Raises:
        WaitInterruptedError: The user pressed Ctrl-C.
    """
    try:
        receipt = f"Received: {accepted.model_sha256[:16]}"
        err().print(
            f"{receipt} before; same file, same score." if accepted.already else f"{receipt}; safe from here on."
        )
        return _watch(installation, accepted.submission_id, label)
    except KeyboardInterrupt as interrupt:
        ensure_worker(installation.settings)  # the key may have been pressed before there was one
        raise WaitInterruptedError from interrupt


def _watch(installation: Installation, submission_id: int, label: str) -> GradeResult:
    ensure_worker(installation.settings)
    checked = time.monotonic()
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with change_marks(installation.engine) as mark, Progress(*columns, console=err(), transient=True) as progress:
        display = progress.add_task(label)
        while True:
            before = mark()
            try:
                current = status(installation.engine, submission_id)
            except DatabaseBusyError:
                continue  # it has waited for seconds already; the submission is safe
            if current.state is SubmissionState.DONE and current.result is not None:
                return current.result
            phase = _WORDS.get(current.phase or "", "waiting for a worker")
            progress.update(display, description=f"{label}: {phase}")
            if time.monotonic() - checked > _WORKER_CHECK_SECONDS:
                ensure_worker(installation.settings)
                checked = time.monotonic()
            until = time.monotonic() + _LOOK_SECONDS
            while time.monotonic() < until and mark() == before:
                time.sleep(_GLANCE_SECONDS)
