"""The history of the training travels with a submission."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submission", sa.Column("history_sha256", sa.String(), nullable=True))
    op.add_column("submission", sa.Column("history_json", sa.String(), nullable=True))
