"""The tables of the progress file. Times are seconds since 1970 UTC."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Integer, MetaData, String, Table

SCHEMA_VERSION = 1
"""Kept as SQLite's `user_version`."""

TABLES = MetaData()

ATTEMPT = Table(
    "attempt",
    TABLES,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("drill", String, nullable=False),
    Column("at", Float, nullable=False),
    Column("outcome", String, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("answer_sha256", String, nullable=False),
    Column("verdict_json", String, nullable=False),
    Index("attempt_of_drill", "drill", "id"),
)
"""One answer that was checked."""

HINT = Table(
    "hint",
    TABLES,
    Column("drill", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Float, nullable=False),
)
"""One hint that was shown."""

SOLUTION_SHOWN = Table(
    "solution_shown", TABLES, Column("drill", String, primary_key=True), Column("at", Float, nullable=False)
)
"""When the solution of a drill was first shown."""

CURRENT = Table("current", TABLES, Column("drill", String, primary_key=True), Column("at", Float, nullable=False))
"""The drill that the learner works on: one row at most."""
