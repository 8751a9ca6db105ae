"""Sittings of the demo are marked: they are no evidence of anybody's skills."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sitting", sa.Column("demonstration", sa.Boolean(), nullable=False, server_default=sa.false()))
