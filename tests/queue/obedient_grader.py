"""A grader that does what the model file says, so that a test decides what happens while a job runs.

The file holds one order and anything after it, which makes files with the same order different:
`score N` · `wait FILE` until the file exists, then score 5 · `fail FILE` unless the file exists ·
`die` and take the worker along · `raise` · `unscored` · `refused`, because this machine may run no models.

As a program it is a worker with this grader: `python -m tests.queue.obedient_grader`; with the word `refused` behind it
one that finds out at its start that it may run no models.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from gradatim.bank.exam_task import ExamTask
from gradatim.data.split import Split
from gradatim.grading.grade import CONFINEMENT_REFUSED, Graded
from gradatim.grading.result import GRADER_VERSION, GradeResult, Metric, Notice, Outcome, Timings
from gradatim.queue.file_lock import FileLock
from gradatim.queue.worker_log import write_log_lines
from gradatim.queue.worker_process import Readiness, work
from gradatim.queue.workplace import open_workplace
from gradatim.settings import settings

RUNS = "runs.txt"
LONGEST_WAIT_SECONDS = 30.0


def obedient_grade(
    task: ExamTask,
    split: Split,
    model: Path,
    *,
    model_sha256: str,
    start_seconds: float,
    on_phase: Callable[[str], None],
) -> Graded:
    """Note the run in the home folder, then obey."""
    orders = model.read_text().split()
    with (settings().home / RUNS).open("a") as runs:
        runs.write(f"{model_sha256}\n")
    on_phase("predicting")
    score: int | None = 5
    outcome = Outcome.SCORED
    notices: list[Notice] = []
    match orders:
        case ["score", number, *_]:
            score = int(number)
        case ["wait", file, *_]:
            deadline = time.monotonic() + LONGEST_WAIT_SECONDS
            while not Path(file).exists() and time.monotonic() < deadline:
                time.sleep(0.01)
        case ["fail", file, *_] if not Path(file).exists():
            outcome, score = Outcome.FAILED, None
        case ["die", *_]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["raise", *_]:
            raise RuntimeError("label of row 7 is 2")
        case ["unscored" | "refused" as order, *_]:
            outcome, score = Outcome.UNSCORED, None
            code = CONFINEMENT_REFUSED if order == "refused" else "x"
            notices = [Notice(code=code, expected="a process", received="no memory for a process", message="")]
    result = GradeResult(
        task=task.id,
        task_version=task.version(split),
        grader_version=GRADER_VERSION,
        model_sha256=model_sha256,
        outcome=outcome,
        score=score,
        metric=Metric(name="accuracy", value=0.9, interval=(0.8, 1.0)) if score is not None else None,
        bands=list(task.rubric.bands),
        preflight=notices,
        timings_ms=Timings(start=1.0, load=2.0, predict=3.0, score=4.0, total=10.0),
    )
    return Graded(result, np.array([[0.25], [0.75]], dtype=np.float32) if score is not None else None)


if __name__ == "__main__":
    write_log_lines()
    # A lock of its own lets a test run two workers in one home folder.
    own_lock = FileLock.take(settings().home / f"test-{os.getpid()}.lock")
    assert own_lock is not None
    readiness = Readiness.REFUSED if "refused" in sys.argv else Readiness.READY
    work(settings(), open_workplace(settings(), grade=obedient_grade), own_lock, prepare=lambda: readiness)
    os._exit(0)
