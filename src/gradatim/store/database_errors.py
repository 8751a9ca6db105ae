"""What a database failure means to the person who sees it.

The driver reports a number; the engine's error hook turns the numbers that a user can do something about into a
`UserError`. Every other database error is a bug of ours and keeps its traceback.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy import URL, Engine, event
from sqlalchemy.engine import ExceptionContext

from gradatim.errors import UserError


class DatabaseUnavailableError(UserError):
    """The database cannot do its work at the moment. A background worker waits and tries again."""


class DatabaseBusyError(DatabaseUnavailableError):
    """Another process held the database locked for longer than the time allowed to wait."""


def explain_errors(engine: Engine) -> None:
    """Make every connection of this engine raise `DatabaseUnavailableError` for what a user can mend."""

    @event.listens_for(engine, "handle_error", retval=True)
    def explain(context: ExceptionContext) -> DatabaseUnavailableError | None:
        return _explain(engine.url, context.original_exception)


def _explain(url: URL, error: BaseException) -> DatabaseUnavailableError | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    # The low byte is the primary code; the rest only says where inside SQLite it happened.
    return _explain_sqlite(url.database or "", code & 0xFF, str(error))


def _explain_sqlite(path: str, code: int, received: str) -> DatabaseUnavailableError | None:
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DatabaseBusyError(
                f"Expected the database to be free within seconds: {path}",
                received="another program holds it locked",
                next_step="close the program that has it open (fuser names it), then repeat the command",
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return DatabaseUnavailableError(
                f"Expected a database file that can be written to: {path}",
                received=received,
                next_step="make the file and its folder writable, or export GRADATIM_HOME=<a folder of yours>",
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DatabaseUnavailableError(
                f"Expected a sound SQLite database: {path}",
                received=received,
                next_step="move the file aside and put the last copy back; without a copy, Gradatim starts a new one",
            )
        case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
            return DatabaseUnavailableError(
                f"Expected room to write on the disk of {path}",
                received=received,
                next_step="free some space (df -h), then repeat the command; what was accepted before is kept",
            )
        case _:
            return None
