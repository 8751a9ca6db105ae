"""The report as data: the stable JSON beside the HTML page, and everything that the page shows."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from gradatim.exams.blueprint import Feedback
from gradatim.exams.scorecard import Standing, Verdict
from gradatim.exams.sitting import EndReason, SittingState
from gradatim.grading.result import Finding, Metric, Notice


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ReportExam(_Model):
    """What was sat."""

    id: str = Field(description="Id of the blueprint.")
    title: str
    description: str
    minutes: int = Field(description="Length of a sitting.")
    certifies: bool = Field(description="Whether passing earns a credential.")
    notice: str = Field(description="What every report of this exam must say.")


class ReportSitting(_Model):
    """When it was sat."""

    id: str
    state: SittingState
    end_reason: EndReason | None = Field(description="Who ended it; null while it runs.")
    seed: int = Field(description="What the form was drawn with.")
    started_at: datetime
    finished_at: datetime | None
    elapsed_seconds: float = Field(description="Exam time used.")
    duration_seconds: float = Field(description="Exam time until the bell.")


class ReportDataset(_Model):
    """Where a task's data comes from."""

    title: str
    source: str
    source_version: str
    licence: str
    licence_note: str
    attribution: str


class ReportTask(_Model):
    """What was asked."""

    id: str
    version: str = Field(description="What the scores are bound to.")
    title: str
    minutes: int = Field(description="Honest working time, training included.")
    dataset: ReportDataset


class ReportSkill(_Model):
    """One line of the checklist."""

    id: str
    title: str = Field(description='Completes "you can …".')


class ReportRubric(_Model):
    """How a metric becomes a score."""

    metric: str
    unit: str
    higher_is_better: bool
    bands: list[float] = Field(description="The metric needed for 1, 2, 3, 4 and 5.")


class ReportSubmission(_Model):
    """One model handed in."""

    number: int = Field(description="1 for the first of its category.")
    elapsed_seconds: float = Field(description="Exam time at which it was handed in.")
    file_name: str
    model_sha256: str
    model_bytes: int
    standing: Standing
    score: int | None = Field(description="0 to 5 when scored, otherwise null.")
    metric: Metric | None = Field(description="Null unless scored, or while the exam hides it.")
    notices: list[Notice] = Field(description="Why it was refused or failed, and notices.")
    findings: list[Finding] = Field(description="What the coach established.")
    counts: bool = Field(description="Whether it is the best of its category.")


class ReportCategory(_Model):
    """One category and its submissions."""

    number: int
    title: str
    weight: int
    score: int | None = Field(description="The best score; null when nothing is scored, which is not the same as 0.")
    points: float = Field(description="weight × score / 5.")
    metric: Metric | None = Field(description="The best submission's metric.")
    distance: str = Field(description="To the next band, in words.")
    feedback: Feedback = Field(
        default=Feedback.OPEN,
        description="`score` while metric and findings are hidden, by this sitting or by another one that asks for the "
        "task and is running; otherwise `open`.",
    )
    rubric: ReportRubric
    task: ReportTask
    skills: list[ReportSkill]
    submissions: list[ReportSubmission]


class Report(_Model):
    """Everything the report says."""

    schema_version: Literal[1] = 1
    gradatim_version: str
    written_at: datetime
    exam: ReportExam
    sitting: ReportSitting
    feedback: Feedback = Field(description="`score` while metrics and findings are hidden, otherwise `open`.")
    total: float = Field(description="Points of 100.")
    pass_mark: int
    verdict: Verdict
    categories: list[ReportCategory]
