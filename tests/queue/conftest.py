"""A room to grade in: a real database, real files, a bank of one task, and workers that are real processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

import gradatim
from gradatim.queue.attempts import commit
from gradatim.queue.job import Attempt, Commit, JobState, Priority
from gradatim.queue.run_job import run_job
from gradatim.queue.submissions import Accepted, SubmissionState, SubmissionStatus, accept, status
from gradatim.queue.workplace import Workplace, open_workplace
from gradatim.settings import Settings, settings
from gradatim.store.database import reading, transaction
from gradatim.store.schema import JobRow, ResultRow, SittingRow, SubmissionRow
from tests.exams.builders import write_leaves, write_task
from tests.queue.obedient_grader import RUNS, obedient_grade

REPOSITORY = Path(__file__).parent.parent.parent
TASK = "task-1"


@dataclass
class Room:
    """What a test of the queue works with."""

    settings: Settings
    place: Workplace
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def hand_in(
        self,
        order: str = "score 5",
        *,
        sitting: str | None = None,
        task_version: str | None = None,
        priority: Priority = Priority.INTERACTIVE,
        queue_limit: int = 1000,
    ) -> Accepted:
        """Hand in a model that tells the grader what to do."""
        model = self.folder / "model.keras"
        model.write_text(order)
        # An old file needs no watching; that is tested where files are stored.
        os.utime(model, (0, 0))
        return accept(
            self.place.engine,
            self.place.blobs,
            task_id=TASK,
            task_version=task_version or self.place.load_task(TASK).version(self.place.split),
            model=model,
            max_bytes=10_000,
            sitting_id=sitting,
            priority=priority,
            queue_limit=queue_limit,
        )

    def open_sitting(self, name: str) -> str:
        """Record a sitting, for submissions to belong to."""
        with transaction(self.place.engine) as session:
            texts = dict.fromkeys(("blueprint_json", "form_json", "folder", "state", "boot_id"), "")
            times = dict.fromkeys(
                ("started_at", "duration_seconds", "elapsed_seconds", "clock_wall", "clock_boot"), 0.0
            )
            session.add(SittingRow(id=name, seed=0, finished_at=None, **texts, **times))
        return name

    def status(self, accepted: Accepted) -> SubmissionStatus:
        """Return where a submission stands."""
        return status(self.place.engine, accepted.submission_id)

    def job(self, accepted: Accepted) -> JobRow:
        """Return the only job of a submission."""
        with reading(self.place.engine) as session:
            return session.scalars(select(JobRow).where(JobRow.submission_id == accepted.submission_id)).one()

    def jobs(self) -> list[JobRow]:
        """Return all jobs."""
        with reading(self.place.engine) as session:
            return list(session.scalars(select(JobRow).order_by(JobRow.id)))

    def results(self) -> list[ResultRow]:
        """Return all stored results."""
        with reading(self.place.engine) as session:
            return list(session.scalars(select(ResultRow)))

    def submission_of(self, attempt: Attempt) -> int:
        """Return the submission that an attempt grades."""
        with reading(self.place.engine) as session:
            query = select(JobRow.submission_id).where(JobRow.id == attempt.job_id)
            return session.scalars(query).one()

    def commit(self, attempt: Attempt, *, score: int = 5, now: float | None = None) -> Commit:
        """Commit a score for an attempt, as a worker would."""
        with reading(self.place.engine) as session:
            query = select(SubmissionRow).join(JobRow, JobRow.submission_id == SubmissionRow.id)
            row = session.scalars(query.where(JobRow.id == attempt.job_id)).one()
        model = self.folder / "graded"
        model.write_text(f"score {score}")
        graded = obedient_grade(
            self.place.load_task(TASK),
            self.place.split,
            model,
            model_sha256=row.model_sha256,
            start_seconds=1,
            on_phase=lambda _: None,
        )
        return commit(self.place.engine, attempt, graded.result, now=now)

    def run(self, attempt: Attempt) -> None:
        """Run a claimed job in this process."""
        run_job(attempt.job_id, attempt.token, self.place)

    def runs(self) -> list[str]:
        """Return the model hashes that were graded, in order, each as often as it was graded."""
        path = self.settings.home / RUNS
        return path.read_text().split() if path.exists() else []

    def start_worker(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a real worker with the obedient grader."""
        with (self.folder / "worker-errors.txt").open("ab") as errors:
            worker = subprocess.Popen(
                [sys.executable, "-W", "error", "-m", "tests.queue.obedient_grader", *words],
                cwd=REPOSITORY,
                env=os.environ | environment,
                stderr=errors,
            )
        self.workers.append(worker)
        return worker

    def wait_until_done(self, accepted: Accepted, seconds: float = 60) -> SubmissionStatus:
        """Return the status of a submission once it is done."""
        until(lambda: self.status(accepted).state is SubmissionState.DONE, seconds)
        return self.status(accepted)

    def is_running(self, accepted: Accepted) -> bool:
        """Return whether the grader is at work on a submission."""
        return self.job(accepted).state == JobState.RUNNING and self.job(accepted).phase == "predicting"


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until a condition holds, or fail."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def room(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """A room of its own for each test."""
    content = tmp_path / "content"
    content.mkdir()
    shutil.copy(Path(gradatim.__file__).parent / "content" / "skills.toml", content)
    write_leaves(content)
    write_task(content, TASK)
    monkeypatch.setenv("GRADATIM_CONTENT", str(content))
    settings.cache_clear()
    place = open_workplace(settings(), grade=obedient_grade)
    room = Room(settings(), place, tmp_path)
    yield room
    for worker in room.workers:
        worker.kill()
        worker.wait()
    place.engine.dispose()
