"""A real sitting to hand models in to, graded by the real queue with results that the test chooses."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from gradatim.bank.reader import load_task
from gradatim.exams.blueprint import Blueprint
from gradatim.exams.scorecard import ScoreCard, score_card
from gradatim.exams.sitting import Sitting, finish, require_running, start, touch
from gradatim.grading.bands import score_for
from gradatim.grading.result import GRADER_VERSION, Finding, GradeResult, Metric, Notice, Outcome
from gradatim.queue.attempts import commit, fail
from gradatim.queue.claim import claim
from gradatim.queue.submissions import accept
from gradatim.store.blobs import BlobStore
from gradatim.store.schema import SubmissionRow
from tests.exams.builders import SimulatedClock, a_form

OVERFITTING = Finding(
    id="overfitting",
    points=2,
    points_measured=False,
    summary="Accuracy 0.99 on your own examples and 0.71 on the hidden ones.",
    evidence={"training": 0.99, "hidden": 0.71},
    advice="Use dropout. Stop earlier.",
    skills=["nn.overfitting"],
)


@dataclass
class ExamRoom:
    """One candidate's sitting."""

    engine: Engine
    folder: Path
    blueprint: Blueprint
    clock: SimulatedClock = field(default_factory=SimulatedClock)
    handed_in: int = 0

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        form = a_form(self.blueprint)
        self.sitting_id = start(self.engine, self.blueprint, form, self.folder, 1, now=self.clock).id

    @property
    def sitting(self) -> Sitting:
        """The sitting as of now."""
        return touch(self.engine, self.sitting_id, self.clock)

    @property
    def card(self) -> ScoreCard:
        """The score card as of now."""
        return score_card(self.engine, self.sitting)

    def finish(self) -> None:
        """Finish before the bell."""
        finish(self.engine, self.sitting_id, self.clock)

    def hand_in(self, category: int, *, name: str = "model.keras", content: bytes | None = None) -> int:
        """Hand in a file that is like no other, through the real door; return the submission's id."""
        sitting = require_running(self.engine, self.sitting_id, self.clock)
        item = sitting.form.item(category)
        self.handed_in += 1
        model = self.folder / name
        model.write_bytes(content if content is not None else f"model {self.handed_in}".encode())
        return accept(
            self.engine,
            BlobStore(self.folder.parent / "blobs"),
            task_id=item.task_id,
            task_version=item.task_version,
            model=model,
            max_bytes=1000,
            sitting_id=sitting.id,
            category=category,
            elapsed_seconds=sitting.elapsed_seconds,
        ).submission_id

    def grade(
        self, submission_id: int, value: float | None, *, outcome: Outcome = Outcome.SCORED, why: str = ""
    ) -> None:
        """Grade a waiting submission: with a metric, or with another outcome and its message."""
        attempt = claim(self.engine, "tests")
        assert attempt is not None
        if outcome is Outcome.UNSCORED:
            fail(self.engine, attempt, why, final=True)
            return
        commit(self.engine, attempt, self._result(submission_id, value, outcome, why))

    def scored(self, category: int, value: float, *, after: float = 60.0) -> None:
        """Let time pass, hand in, and grade at once."""
        self.clock.run(after)
        self.grade(self.hand_in(category), value)

    def rejected(self, category: int, outcome: Outcome, why: str, *, name: str = "model.keras") -> None:
        """Let a minute pass, hand in, and grade without a score."""
        self.clock.run(60)
        self.grade(self.hand_in(category, name=name), None, outcome=outcome, why=why)

    def _result(self, submission_id: int, value: float | None, outcome: Outcome, why: str) -> GradeResult:
        with Session(self.engine) as session:
            submission = session.get_one(SubmissionRow, submission_id)
        rubric = load_task(submission.task_id).rubric
        metric = None
        if value is not None:
            metric = Metric(name=rubric.metric.value, value=value, interval=(value * 0.98, value * 1.02))
        return GradeResult(
            task=submission.task_id,
            task_version=submission.task_version,
            grader_version=GRADER_VERSION,
            model_sha256=submission.model_sha256,
            outcome=outcome,
            score=score_for(value, rubric) if value is not None else None,
            metric=metric,
            bands=list(rubric.bands),
            preflight=[Notice(code="why", expected="one", received="another", message=why)] if why else [],
            findings=[OVERFITTING] if value is not None else [],
        )
