"""The database keeps what was committed, and says in plain words why it cannot be used."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, select, text
from sqlalchemy.exc import IntegrityError

from gradatim.errors import UserError
from gradatim.settings import Settings
from gradatim.store.database import changed_rows, open_database, reading, transaction
from gradatim.store.database_errors import DatabaseBusyError
from gradatim.store.schema import Base, JobRow, ResultRow
from gradatim.store.schema_version import MIGRATIONS_FOLDER, SCHEMA_VERSION
from tests.store.small_disk import run_on_small_disk

OPEN = """
import sys
from pathlib import Path
from gradatim.settings import Settings
from gradatim.store.database import open_database
open_database(Settings(home=Path(sys.argv[1]))).dispose()
print("alembic" in sys.modules)
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path / "home", database_url="")


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = open_database(settings, busy_seconds=0.2)
    yield engine
    engine.dispose()


def a_result(model_sha256: str) -> ResultRow:
    return ResultRow(
        model_sha256=model_sha256,
        task_id="task",
        task_version="1",
        grader_version="1",
        outcome="scored",
        score=5,
        result_json="{}",
        predictions_sha256=None,
        created_at=0.0,
    )


def stored(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return list(session.scalars(select(ResultRow.model_sha256)))


def lock(settings: Settings) -> sqlite3.Connection:
    other = sqlite3.connect(settings.home / "gradatim.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


def test_home_and_database_are_their_owners_alone(engine: Engine, settings: Settings) -> None:
    assert stat.S_IMODE(settings.home.stat().st_mode) == 0o700
    for file in settings.home.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(a_result("kept"))

    def fail_half_way() -> None:
        with transaction(engine) as session:
            session.add(a_result("lost"))
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert stored(engine) == ["kept"]


def test_commits_are_forced_to_the_disk_and_references_are_checked(engine: Engine) -> None:
    with reading(engine) as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA synchronous")).scalar() == 2
    orphan = JobRow(submission_id=99, grader_version="1", state="queued", priority=0, attempt=0, queued_at=0.0)
    with pytest.raises(IntegrityError), transaction(engine) as session:
        session.add(orphan)


def test_what_was_read_in_a_transaction_cannot_change_before_it_writes(engine: Engine, settings: Settings) -> None:
    with transaction(engine) as session:
        assert session.scalars(select(ResultRow)).all() == []
        other = sqlite3.connect(settings.home / "gradatim.db", timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("DELETE FROM result")
        other.close()


def test_a_locked_database_is_named_after_the_wait_and_can_still_be_read(engine: Engine, settings: Settings) -> None:
    other = lock(settings)
    with pytest.raises(DatabaseBusyError, match="another program holds it locked"), transaction(engine) as session:
        session.add(a_result("x"))
    assert stored(engine) == []
    other.close()
    with transaction(engine) as session:
        session.add(a_result("y"))
    assert stored(engine) == ["y"]


def test_a_database_that_is_locked_while_it_is_created_is_named(settings: Settings) -> None:
    settings.home.mkdir()
    other = lock(settings)
    with pytest.raises(DatabaseBusyError, match="Next: close the program"):
        open_database(settings, busy_seconds=0.2)
    other.close()


def test_a_damaged_database_is_named(settings: Settings) -> None:
    settings.home.mkdir()
    (settings.home / "gradatim.db").write_bytes(b"not a database at all " * 500)
    with pytest.raises(UserError, match="Expected a sound SQLite database"):
        open_database(settings)


def test_a_database_of_a_newer_gradatim_is_refused_and_left_as_it_is(engine: Engine, settings: Settings) -> None:
    with transaction(engine) as session:
        changed_rows(session, text("UPDATE alembic_version SET version_num = '0999'"))
    with pytest.raises(UserError, match=r"schema 0999, written by a newer Gradatim"):
        open_database(settings)
    with reading(engine) as session:
        assert session.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0999"


@pytest.mark.parametrize("url", ["sqlite:///beside.db", "sqlite://", "not an address", "nosuchdatabase://host/name"])
def test_an_address_that_cannot_work_is_named(settings: Settings, url: str) -> None:
    with pytest.raises(UserError, match="Expected a database"):
        open_database(settings.model_copy(update={"database_url": url}))


def test_a_password_in_an_address_is_never_shown(settings: Settings) -> None:
    url = "nosuchdatabase://user:open-sesame@host/name"
    with pytest.raises(UserError) as caught:
        open_database(settings.model_copy(update={"database_url": url}))
    assert "open-sesame" not in str(caught.value)


def test_a_home_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    with pytest.raises(UserError, match="GRADATIM_HOME"):
        open_database(Settings(home=tmp_path / "home"))


def test_a_read_only_home_is_named(tmp_path: Path) -> None:
    printed = run_on_small_disk(
        tmp_path / "disk",
        """
import os, subprocess
from pathlib import Path
from gradatim.errors import UserError
from gradatim.settings import Settings
from gradatim.store.database import open_database
home = Path("home").absolute()
home.mkdir()
subprocess.run(["mount", "-o", "remount,bind,ro", os.getcwd()], check=True)
for folder in (home, home / "new"):
    try:
        open_database(Settings(home=folder))
    except UserError as error:
        print(error)
""",
    )
    assert printed.count("Expected a folder that Gradatim can write to") == 2
    assert "Read-only file system" in printed


def test_a_full_disk_is_named_and_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    printed = run_on_small_disk(
        tmp_path / "disk",
        """
from pathlib import Path
from sqlalchemy import text
from gradatim.errors import UserError
from gradatim.settings import Settings
from gradatim.store.database import open_database, reading, transaction
engine = open_database(Settings(home=Path("home")))
insert = text("INSERT INTO sitting VALUES (:id, :big, '', 0, '', '', 0, 0, 0, 0, 0, 0, '', 0)")
committed = 0
try:
    for number in range(1000):
        with transaction(engine) as session:
            session.execute(insert, {"id": str(number), "big": "x" * 20_000})
        committed += 1
except UserError as error:
    print(error)
with reading(engine) as session:
    print(committed > 5, session.execute(text("SELECT count(*) FROM sitting")).scalar_one() == committed)
""",
    )
    assert "Expected room to write on the disk" in printed
    assert printed.endswith("True True\n")


def test_eight_processes_may_create_the_database_at_once(settings: Settings) -> None:
    command = [sys.executable, "-W", "error", "-c", OPEN, str(settings.home)]
    opening = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(8)]
    for process in opening:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()


def test_a_current_database_is_opened_without_alembic(engine: Engine, settings: Settings) -> None:
    command = [sys.executable, "-c", OPEN, str(settings.home)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


@pytest.mark.filterwarnings("ignore:Skipped unsupported reflection")
def test_the_migrations_lead_to_the_schema_of_the_models(engine: Engine, tmp_path: Path) -> None:
    direct = create_engine(f"sqlite:///{tmp_path / 'direct.db'}")
    Base.metadata.create_all(direct)

    def shape(database: Engine) -> set[str]:
        seen = inspect(database)
        found = set()
        for table in set(seen.get_table_names()) - {"alembic_version"}:
            for column in seen.get_columns(table):
                found.add(f"{table}.{column['name']} {column['type']} {column['nullable']} {column['default']}")
            found.add(f"{table} key {seen.get_pk_constraint(table)['constrained_columns']}")
            found |= {
                f"{table} {key['constrained_columns']} {key['referred_table']}" for key in seen.get_foreign_keys(table)
            }
            found |= {f"{table} unique {unique['column_names']}" for unique in seen.get_unique_constraints(table)}
        # SQLAlchemy cannot read the index over an expression.
        with database.connect() as connection:
            indexes = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"))
            return found | {" ".join(sql.split()) for (sql,) in indexes}

    assert shape(engine) == shape(direct)
    direct.dispose()


def test_the_newest_migration_is_the_version_that_the_code_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS_FOLDER))
    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA_VERSION
