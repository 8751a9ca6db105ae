"""One submission: what was measured, why points were lost, and what lies behind it, as far as it may be shown."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field
from sqlalchemy import select

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.findings import FINDINGS
from gradatim.bank.skills import load_skills
from gradatim.exams.blueprint import Feedback
from gradatim.exams.feedback import distance, visible
from gradatim.exams.report import printable
from gradatim.exams.scorecard import Standing
from gradatim.exams.sitting import Sitting, SittingState, look
from gradatim.grading.evidence.parts import Evidence
from gradatim.grading.result import Finding, GradeResult, Metric, Notice, Timings
from gradatim.queue.status import SubmissionState, SubmissionStatus, status
from gradatim.store.database import reading
from gradatim.store.schema import SubmissionRow
from gradatim.web.bank import exam_tasks
from gradatim.web.server import Server
from gradatim.web.views.behind_score import evidence_of
from gradatim.web.views.learning_curves import TrainingCourse, training_course
from gradatim.web.views.model_summary import ModelSummary, model_summary
from gradatim.web.views.shown import Policy, Shown, policy_for
from gradatim.web.views.view import View


class TaskLine(View):
    """The task that was graded."""

    id: str
    title: str
    category: int
    version: str = Field(description="What the score is bound to.")
    metric: str
    unit: str
    higher_is_better: bool
    bands: list[float] = Field(description="The metric needed for 1, 2, 3, 4 and 5.")
    dataset: str
    licence: str
    attribution: str


class SittingLine(View):
    """The sitting that a submission belongs to."""

    id: str
    title: str
    running: bool


class SkillLink(View):
    """A skill to practise."""

    id: str
    title: str = Field(description="Completes “you can …”.")


class FindingPart(View):
    """A finding with its title and its skills by name."""

    title: str
    finding: Finding
    practise: list[SkillLink]


class SubmissionView(View):
    """Everything that may be shown of a submission."""

    id: int
    sitting: SittingLine | None = Field(description="Null outside an exam.")
    task: TaskLine
    file_name: str
    model_sha256: str
    model_bytes: int
    received_at: float = Field(description="Seconds since 1970 UTC.")
    elapsed_seconds: float | None = Field(description="Exam time at which it was handed in; null outside an exam.")
    standing: Standing
    phase: str | None = Field(description="What the grader is doing with it; null unless it does something.")
    attempt: int = Field(description="1 for the first attempt; 0 while none has begun.")
    shown: Shown
    shown_reason: str = Field(description="Why not everything is shown; empty where it is.")
    score: int | None
    distance: str = Field(description="To the next band, in words; empty unless scored.")
    metric: Metric | None
    notices: list[Notice]
    findings: list[FindingPart]
    evidence: Evidence | None = Field(description="What lies behind the score; parts that do not apply are null.")
    evidence_missing: str = Field(description="Why there is no evidence; empty where there is.")
    model: ModelSummary | None = Field(description="What the file says about itself; null when it cannot be read.")
    training: TrainingCourse | None = Field(description="From `history.csv`; null where none was handed in.")
    sandbox: str
    grader_version: str
    timings_ms: Timings | None


@dataclass(frozen=True)
class Looked:
    """A submission with what its page and its pictures are made of."""

    row: SubmissionRow
    task: ExamTask
    sitting: Sitting | None
    status: SubmissionStatus
    policy: Policy


def look_at(server: Server, submission_id: int) -> Looked | None:
    """Return a submission as of now; None when there is no such submission, or the bank has lost its task.

    Args:
        server: The running dashboard.
        submission_id: Which.

    Raises:
        UserError: The database cannot be used.
    """
    engine = server.installation.engine
    with reading(engine) as session:
        row = session.scalars(select(SubmissionRow).where(SubmissionRow.id == submission_id)).one_or_none()
    task = None if row is None else exam_tasks().get(row.task_id)
    if row is None or task is None:
        return None
    sitting = look(engine, row.sitting_id) if row.sitting_id else None
    return Looked(row, task, sitting, status(engine, row.id), policy_for(server, sitting, task.id))


def submission_view(server: Server, looked: Looked) -> SubmissionView:
    """Return everything that may be shown of a submission.

    Raises:
        UserError: The database cannot be used.
    """
    row, task, policy = looked.row, looked.task, looked.policy
    whole = looked.status.result
    feedback = Feedback.OPEN if policy.shown is not Shown.SCORE else Feedback.SCORE
    result = None if whole is None else visible(whole, feedback)
    evidence, missing = _evidence(server, task, whole, policy)
    return SubmissionView(
        id=row.id,
        sitting=_sitting(looked.sitting),
        task=_task(task, row.task_version),
        file_name=printable(row.file_name),
        model_sha256=row.model_sha256,
        model_bytes=row.model_bytes,
        received_at=row.received_at,
        elapsed_seconds=row.elapsed_seconds,
        standing=_standing(looked.status),
        phase=looked.status.phase,
        attempt=looked.status.attempt,
        shown=policy.shown,
        shown_reason=policy.reason,
        score=None if result is None else result.score,
        distance="" if whole is None else distance(whole, task.rubric, feedback),
        metric=None if result is None else result.metric,
        notices=[] if result is None else [_notice(one) for one in result.preflight],
        findings=[] if result is None else [_finding(one) for one in result.findings],
        evidence=evidence,
        evidence_missing=missing,
        model=model_summary(server.installation.blobs, row.model_sha256, task.limits.file_bytes),
        training=None
        if policy.shown is Shown.SCORE
        else training_course(server.installation.blobs, row.history_sha256),
        sandbox="" if result is None else result.sandbox.value,
        grader_version="" if result is None else result.grader_version,
        timings_ms=None if result is None else result.timings_ms,
    )


def _evidence(
    server: Server, task: ExamTask, result: GradeResult | None, policy: Policy
) -> tuple[Evidence | None, str]:
    if result is None or result.metric is None or policy.shown is Shown.SCORE:
        return None, ""
    found = evidence_of(server, task, result)
    if found.evidence is None or policy.shown is Shown.ALL:
        return found.evidence, found.missing
    return found.evidence.without_examples(), ""


def _standing(found: SubmissionStatus) -> Standing:
    if found.state is not SubmissionState.DONE or found.result is None:
        return Standing.WAITING
    return Standing(found.result.outcome.value)


def _sitting(sitting: Sitting | None) -> SittingLine | None:
    if sitting is None:
        return None
    return SittingLine(id=sitting.id, title=sitting.blueprint.title, running=sitting.state is SittingState.RUNNING)


def _task(task: ExamTask, version: str) -> TaskLine:
    rubric, dataset = task.rubric, task.dataset
    return TaskLine(
        id=task.id,
        title=task.title,
        category=task.category,
        version=version,
        metric=rubric.metric.value,
        unit=rubric.unit,
        higher_is_better=rubric.metric.higher_is_better,
        bands=list(rubric.bands),
        dataset=dataset.title,
        licence=dataset.licence,
        attribution=dataset.attribution,
    )


def _notice(notice: Notice) -> Notice:
    return notice.model_copy(update={key: printable(value) for key, value in notice.model_dump().items()})


def _finding(found: Finding) -> FindingPart:
    skills = load_skills()
    title = FINDINGS.get(found.id, found.id)
    return FindingPart(
        title=title[:1].upper() + title[1:],
        finding=found,
        practise=[SkillLink(id=skill, title=skills[skill].title) for skill in found.skills if skill in skills],
    )
