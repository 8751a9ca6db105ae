"""The tables of sittings, submissions, jobs and results."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sitting",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("blueprint_json", sa.String(), nullable=False),
        sa.Column("form_json", sa.String(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("started_at", sa.Double(), nullable=False),
        sa.Column("finished_at", sa.Double(), nullable=True),
        sa.Column("duration_seconds", sa.Double(), nullable=False),
        sa.Column("elapsed_seconds", sa.Double(), nullable=False),
        sa.Column("clock_wall", sa.Double(), nullable=False),
        sa.Column("clock_boot", sa.Double(), nullable=False),
        sa.Column("boot_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("sitting_id", sa.String(), nullable=True),
        sa.Column("category", sa.Integer(), nullable=True),
        sa.Column("task_id", sa.String(), nullable=False),
        sa.Column("task_version", sa.String(), nullable=False),
        sa.Column("model_sha256", sa.String(), nullable=False),
        sa.Column("model_bytes", sa.BigInteger(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("received_at", sa.Double(), nullable=False),
        sa.Column("elapsed_seconds", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.ForeignKeyConstraint(["sitting_id"], ["sitting.id"]),
    )
    op.create_index(
        "submission_once",
        "submission",
        [sa.text("coalesce(sitting_id, '')"), "task_id", "task_version", "model_sha256"],
        unique=True,
    )
    op.create_index("submission_of_sitting", "submission", ["sitting_id", "category"])
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("grader_version", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("lease_until", sa.Double(), nullable=True),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("phase", sa.String(), nullable=True),
        sa.Column("queued_at", sa.Double(), nullable=False),
        sa.Column("claimed_at", sa.Double(), nullable=True),
        sa.Column("finished_at", sa.Double(), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("submission_id", "grader_version"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"]),
    )
    op.create_index("job_to_claim", "job", ["state", "priority", "queued_at"])
    op.create_index("job_claimed", "job", ["claimed_at"])
    op.create_table(
        "job_phase",
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("entered_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "attempt", "phase"),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"]),
    )
    op.create_table(
        "result",
        sa.Column("model_sha256", sa.String(), nullable=False),
        sa.Column("task_id", sa.String(), nullable=False),
        sa.Column("task_version", sa.String(), nullable=False),
        sa.Column("grader_version", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("result_json", sa.String(), nullable=False),
        sa.Column("predictions_sha256", sa.String(), nullable=True),
        sa.Column("created_at", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("model_sha256", "task_id", "task_version", "grader_version"),
    )


def downgrade() -> None:
    for table in ("result", "job_phase", "job", "submission", "sitting"):
        op.drop_table(table)
