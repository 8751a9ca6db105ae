"""The version of the schema, and how an older database is brought up to it.

Alembic takes as long to import as SQLAlchemy, so it is imported only when there is something to upgrade.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from gradatim.errors import UserError

SCHEMA_VERSION = "0003"
"""The newest migration in `migrations/versions`; four digits, so that versions compare as text."""

MIGRATIONS_FOLDER = Path(__file__).parent / "migrations"


def upgrade_schema(engine: Engine) -> None:
    """Bring the schema to `SCHEMA_VERSION`. Any number of processes may do so at once: one does it, the rest wait.

    Raises:
        UserError: The database was written by a newer version of Gradatim.
    """
    with engine.connect() as connection:
        if _version(connection) == SCHEMA_VERSION:
            return
    with engine.begin() as connection:
        version = _version(connection)
        if version == SCHEMA_VERSION:
            return
        if version is not None and version > SCHEMA_VERSION:
            raise UserError(
                f"Expected a database of schema {SCHEMA_VERSION} or older",
                received=f"schema {version}, written by a newer Gradatim",
                next_step="install that newer version, or export GRADATIM_HOME=<another folder>",
            )
        _run_migrations(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _run_migrations(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
