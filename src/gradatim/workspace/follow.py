"""Follows a submission until it is graded: what the grader does with it, and that a worker is there to do it."""

from __future__ import annotations

import time
from collections.abc import Callable

from gradatim.grading.result import GradeResult
from gradatim.queue.submissions import SubmissionState, status
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


def follow(
    installation: Installation, submission_id: int, *, on_phase: Callable[[str], None] = lambda _: None
) -> GradeResult:
    """Return the result of a submission as soon as it is graded.

    A worker that dies meanwhile is replaced, so a result always comes.

    Args:
        installation: Where the submission was accepted.
        submission_id: Which.
        on_phase: Called ten times a second or so with what is being done, in words. Defaults to nothing.
    """
    ensure_worker(installation.settings)
    checked = time.monotonic()
    with change_marks(installation.engine) as mark:
        while True:
            before = mark()
            try:
                current = status(installation.engine, submission_id)
            except DatabaseBusyError:
                continue  # it has waited for seconds already; the submission is safe
            if current.state is SubmissionState.DONE and current.result is not None:
                return current.result
            on_phase(_WORDS.get(current.phase or "", "waiting for a worker"))
            if time.monotonic() - checked > _WORKER_CHECK_SECONDS:
                ensure_worker(installation.settings)
                checked = time.monotonic()
            until = time.monotonic() + _LOOK_SECONDS
            while time.monotonic() < until and mark() == before:
                time.sleep(_GLANCE_SECONDS)
