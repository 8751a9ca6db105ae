"""The database schema. Every table that must survive a crash, and why it has the keys it has.

Times are seconds since 1970 UTC as floats, so that SQLite and PostgreSQL compare them alike.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Base of all tables."""


class SittingRow(Base):
    """One candidate's timed run of a form.

    `clock_*` is the last anchor of the exam clock: wall clock, time since boot (sleep included) and the boot it
    belongs to; `elapsed_seconds` is the exam time at that anchor and never falls. A `demonstration` was sat by the
    reference answers and shows nothing of anybody.
    """

    __tablename__ = "sitting"

    id: Mapped[str] = mapped_column(primary_key=True)
    blueprint_json: Mapped[str]
    form_json: Mapped[str]
    seed: Mapped[int] = mapped_column(BigInteger)
    folder: Mapped[str]
    state: Mapped[str]
    started_at: Mapped[float]
    finished_at: Mapped[float | None]
    duration_seconds: Mapped[float]
    elapsed_seconds: Mapped[float]
    clock_wall: Mapped[float]
    clock_boot: Mapped[float]
    boot_id: Mapped[str]
    demonstration: Mapped[bool] = mapped_column(server_default=false())


class SubmissionRow(Base):
    """One saved model handed in. Sending the same file twice is the same submission.

    `history_*` is what came with it of its training: the SHA-256 of `history.csv`, and what that file shows.
    """

    __tablename__ = "submission"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    sitting_id: Mapped[str | None] = mapped_column(ForeignKey("sitting.id"))
    category: Mapped[int | None]
    task_id: Mapped[str]
    task_version: Mapped[str]
    model_sha256: Mapped[str]
    model_bytes: Mapped[int] = mapped_column(BigInteger)
    file_name: Mapped[str]
    received_at: Mapped[float]
    elapsed_seconds: Mapped[float | None]
    history_sha256: Mapped[str | None]
    history_json: Mapped[str | None]

    __table_args__ = (
        # NULLs are distinct in a UNIQUE constraint; grading outside an exam must be idempotent too.
        Index(
            "submission_once",
            text("coalesce(sitting_id, '')"),
            "task_id",
            "task_version",
            "model_sha256",
            unique=True,
        ),
        Index("submission_of_sitting", "sitting_id", "category"),
    )


class JobRow(Base):
    """The work of grading one submission with one version of the grader.

    While it runs, `token` names the one attempt that may commit, and `lease_until` the time at which that attempt
    counts as lost unless its worker has renewed it.
    """

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))
    grader_version: Mapped[str]
    state: Mapped[str]
    priority: Mapped[int]
    attempt: Mapped[int]
    token: Mapped[str | None]
    lease_until: Mapped[float | None]
    worker: Mapped[str | None]
    phase: Mapped[str | None]
    queued_at: Mapped[float]
    claimed_at: Mapped[float | None]
    finished_at: Mapped[float | None]
    last_error: Mapped[str | None]

    __table_args__ = (
        UniqueConstraint("submission_id", "grader_version"),
        Index("job_to_claim", "state", "priority", "queued_at"),
        Index("job_claimed", "claimed_at"),
    )


class JobPhaseRow(Base):
    """When each attempt of a job entered each phase: what a slow or lost attempt was doing."""

    __tablename__ = "job_phase"

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"), primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True)
    phase: Mapped[str] = mapped_column(primary_key=True)
    entered_at: Mapped[float]


class ResultRow(Base):
    """What grading established. The key is what a score is bound to, so it is computed once and never changes."""

    __tablename__ = "result"

    model_sha256: Mapped[str] = mapped_column(primary_key=True)
    task_id: Mapped[str] = mapped_column(primary_key=True)
    task_version: Mapped[str] = mapped_column(primary_key=True)
    grader_version: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str]
    score: Mapped[int | None]
    result_json: Mapped[str]
    predictions_sha256: Mapped[str | None]
    created_at: Mapped[float]
