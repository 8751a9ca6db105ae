"""Run by Alembic: applies the migrations inside the transaction of the connection that it is given."""

from __future__ import annotations

from alembic import context

from gradatim.store.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # Alembic assumes that SQLite cannot undo DDL. It can, once the driver no longer commits behind our back.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
