"""The result of grading one model: the stable JSON that `gradatim grade --json` prints."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from gradatim.sandbox.mode import SandboxMode


class Outcome(StrEnum):
    """What became of a submission."""

    SCORED = "scored"
    REFUSED = "refused"
    """Not gradable, for a reason that the candidate can mend; it costs nothing."""
    FAILED = "failed"
    """The model crashed, ran out of time or ran out of memory."""
    UNSCORED = "unscored"
    """Our fault: not charged, retried."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Notice(_Model):
    """One thing the pre-flight or the contract check noticed."""

    code: str = Field(description="Stable id of the check, such as `input-shape`.")
    expected: str = Field(description="What the task expects.")
    received: str = Field(description="What the file or the model gave.")
    message: str = Field(description="Both in one sentence, with what to do next.")


class Metric(_Model):
    """The metric on the hidden data."""

    name: str = Field(description="Name of the metric, such as `accuracy`.")
    value: float = Field(description="The metric on all hidden rows.")
    interval: tuple[float, float] = Field(description="95 % interval [low, high]; the method is in docs/scoring.md.")


class Finding(_Model):
    """One thing that the coach established."""

    id: str = Field(description="Which, such as `input-scale`; docs/coach.md lists them.")
    points: int = Field(ge=0, le=5, description="Points of this task's five that mending it restores.")
    points_measured: bool = Field(
        description="Whether mended answers were seen to reach them; otherwise they are the most there is to gain."
    )
    summary: str = Field(description="What was seen, in a sentence or two with figures.")
    evidence: dict[str, float | int | str | list[float] | list[str] | list[list[float]]] = Field(
        default_factory=dict, description="The figures by name."
    )
    advice: str = Field(description="What to do, in two sentences.")
    skills: list[str] = Field(description="Skills to practise, the first one first.")


class Timings(_Model):
    """Milliseconds of wall clock per phase."""

    queue: float = Field(default=0.0, description="From accepted to taken by a worker.")
    start: float = Field(default=0.0, description="Until the grading process was ready.")
    load: float = Field(default=0.0, description="Loading the model.")
    predict: float = Field(default=0.0, description="All predictions.")
    score: float = Field(default=0.0, description="Metric, interval and band.")
    coach: float = Field(default=0.0, description="The coach's experiments.")
    total: float = Field(default=0.0, description="From accepted to scored.")


class GradeResult(_Model):
    """What grading established about one model and one task."""

    task: str = Field(description="Id of the task.")
    task_version: str = Field(description="Revision and digest of everything that could change the score.")
    grader_version: str = Field(description="Version of the grading code.")
    model_sha256: str = Field(description="SHA-256 of the submitted file.")
    outcome: Outcome
    score: int | None = Field(default=None, ge=0, le=5, description="0 to 5 when scored, otherwise null.")
    metric: Metric | None = Field(default=None, description="The metric when scored, otherwise null.")
    bands: list[float] = Field(min_length=5, max_length=5, description="The metric needed for 1, 2, 3, 4 and 5.")
    preflight: list[Notice] = Field(default_factory=list, description="Why it was refused or failed, and notices.")
    findings: list[Finding] = Field(
        default_factory=list, description="What the coach established, in the order in which to mend it."
    )
    sandbox: SandboxMode = SandboxMode.NONE
    timings_ms: Timings = Field(default_factory=Timings)

    def as_json(self, *, indent: int | None = 2) -> str:
        """Return the stable JSON."""
        return self.model_dump_json(indent=indent)


GRADER_VERSION: Literal["8"] = "8"
"""Raised whenever a change could give any model another score, outcome, message or finding."""
