"""Alembic migrations of the schema. A new one is a new file in `versions`; raise `SCHEMA_VERSION` with it."""
