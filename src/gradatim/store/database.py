"""The database: how it is opened, and the two kinds of transaction.

SQLite serves one machine, PostgreSQL a hosted exam. All SQL that only SQLite understands is in this file.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, Connection, Engine, Executable, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from gradatim.errors import UserError
from gradatim.settings import Settings
from gradatim.store.database_errors import explain_errors
from gradatim.store.home import prepare_home
from gradatim.store.schema_version import upgrade_schema

BUSY_SECONDS = 5.0
"""How long a transaction waits for another process's lock before the user is told."""

_READS_ONLY = "gradatim_reads_only"


class _DriverConnection(Protocol):
    isolation_level: str | None

    def execute(self, sql: str, /) -> sqlite3.Cursor: ...


def open_database(settings: Settings, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Open the database, creating it or bringing its schema up to date first.

    Args:
        settings: Names the home folder and the database.
        busy_seconds: How long to wait for a lock of another process. Defaults to 5.

    Returns:
        An engine that may be shared by threads, not by processes.

    Raises:
        UserError: The home folder or the database cannot be used: not writable, locked, corrupt, or written by a newer
            Gradatim.
    """
    home = prepare_home(settings.home)
    url = _address(settings, home)
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": busy_seconds})
        _set_up_sqlite(engine, busy_seconds)
        _create_private(Path(url.database or ""))
    else:
        engine = _create_engine_of_server(url)
    explain_errors(engine)
    try:
        upgrade_schema(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """Write: everything inside happens, durably, or nothing does.

    On SQLite the write lock is taken at the start, so that what was read cannot have changed before it is written.

    Raises:
        DatabaseUnavailableError: The database is locked, full or cannot be written.
    """
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Read one consistent state without holding up those who write.

    Raises:
        DatabaseUnavailableError: The database cannot be read.
    """
    with Session(engine.execution_options(**{_READS_ONLY: True}), expire_on_commit=False) as session, session.begin():
        yield session


def changed_rows(session: Session, statement: Executable) -> int:
    """Run an UPDATE, INSERT or DELETE and return how many rows it changed: the outcome of a conditional update."""
    return session.connection().execute(statement).rowcount


@contextmanager
def change_marks(engine: Engine) -> Iterator[Callable[[], object]]:
    """Yield a function whose answer differs once anybody else has committed, cheap enough for a hundred calls a second.

    Of a server it always answers the same, so look into the database now and then all the same. Only the thread that
    entered may call it.
    """
    if engine.dialect.name != "sqlite":
        yield lambda: None
        return
    with closing(sqlite3.connect(engine.url.database or "", isolation_level=None)) as connection:

        def mark() -> object:
            try:
                return connection.execute("PRAGMA data_version").fetchone()
            except sqlite3.Error:
                return None

        yield mark


def _address(settings: Settings, home: Path) -> URL:
    text = settings.database_url or f"sqlite:///{home / 'gradatim.db'}"
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise _bad_address("something else") from error
    # The worker runs in another folder, where a relative path would be another file; memory is not shared at all.
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_absolute():
        raise _bad_address(url.render_as_string(hide_password=True))
    return url


def _bad_address(received: str) -> UserError:
    return UserError(
        "Expected a database address such as sqlite:////srv/gradatim/gradatim.db (an absolute path)",
        received=received,
        next_step="correct GRADATIM_DATABASE_URL, or unset it to use a file in GRADATIM_HOME",
    )


def _create_engine_of_server(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise UserError(
            f"Expected a database driver for {url.drivername}", received=str(error), next_step="install the driver"
        ) from error


def _create_private(path: Path) -> None:
    """Create the file for its owner alone; SQLite gives its side files (-wal, -shm) the same mode."""
    try:
        path.touch(mode=0o600)
    except OSError as error:
        raise UserError(
            f"Expected a database file that can be written to: {path}",
            received=error.strerror or str(error),
            next_step="correct GRADATIM_DATABASE_URL, or make the folder writable",
        ) from error


def _set_up_sqlite(engine: Engine, busy_seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def connect(driver: _DriverConnection, _record: object) -> None:
        # The driver would begin transactions by itself, too late and without the write lock.
        driver.isolation_level = None
        _use_write_ahead_log(driver, busy_seconds)
        driver.execute("PRAGMA synchronous=FULL")
        driver.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads_only = connection.get_execution_options().get(_READS_ONLY, False)
        connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")


def _use_write_ahead_log(driver: _DriverConnection, busy_seconds: float) -> None:
    """Switch to the write-ahead log. SQLite sometimes does not wait when processes switch at once, so wait here."""
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            driver.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.02)
        else:
            return
