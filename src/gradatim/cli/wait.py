"""Waits for a submission to be graded, with a progress display. Interrupting it interrupts nothing but the display."""

from __future__ import annotations

from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from gradatim.cli.terminal import err
from gradatim.grading.result import GradeResult
from gradatim.queue.submissions import Accepted
from gradatim.queue.worker import ensure_worker
from gradatim.workspace.follow import follow
from gradatim.workspace.installation import Installation


class WaitInterruptedError(Exception):
    """The user pressed Ctrl-C while waiting; the submission is safe and will be graded."""


def wait_for(installation: Installation, accepted: Accepted, label: str) -> GradeResult:
    """Print the receipt, and return the result of a submission as soon as it is graded.

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
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=err(), transient=True) as progress:
        display = progress.add_task(label)
        return follow(
            installation,
            submission_id,
            on_phase=lambda phase: progress.update(display, description=f"{label}: {phase}"),
        )
