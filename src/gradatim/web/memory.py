"""Values that are computed once for each state of the databases, so that a page costs little however often it is asked.

The mark of an SQLite file is `PRAGMA data_version` on a connection that never writes: it changes when anybody, in this
process or another, has committed. It costs some ten microseconds.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TypeVar, cast

T = TypeVar("T")

_LIMIT = 256
_SECONDS_WITHOUT_MARK = 1.0


class FileMark:
    """Tells whether an SQLite file has been changed since the last look. May be used by any thread.

    Args:
        path: The file, which may not be there yet; None for a database on a server, whose mark is the time in seconds.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._identity = (0, 0)
        self._opened = 0

    def read(self) -> Hashable:
        """Return a value that differs once anybody has committed."""
        if self._path is None:
            return int(time.monotonic() / _SECONDS_WITHOUT_MARK)
        with self._lock:
            try:
                return self._look(self._path)
            except FileNotFoundError:
                self._close()
                return "missing"
            except (OSError, sqlite3.Error):
                self._close()
                return object()  # equal to nothing: look again each time

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._close()

    def _look(self, path: Path) -> Hashable:
        file = path.stat()  # the file may have been moved away, and another put in its place
        identity = (file.st_dev, file.st_ino)
        if self._connection is None or self._identity != identity:
            self._close()
            self._connection = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False, isolation_level=None
            )
            self._identity = identity
            self._opened += 1
        return (self._opened, *self._connection.execute("PRAGMA data_version").fetchone())

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Memory:
    """Keeps what was computed until a mark changes. May be used by any thread.

    Args:
        mark: Returns the present state; equal states mean that nothing has been committed between them.
    """

    def __init__(self, mark: Callable[[], Hashable]) -> None:
        self._mark = mark
        self._lock = threading.Lock()
        self._values: dict[Hashable, tuple[Hashable, object]] = {}

    def get(self, key: Hashable, compute: Callable[[], T]) -> T:
        """Return the value of a key for the present state.

        Args:
            key: What the value is, such as the name of a view and the ids that it depends on.
            compute: Computes it. What it raises is passed on and not remembered.
        """
        mark = self._mark()
        with self._lock:
            kept = self._values.get(key)
        if kept is not None and kept[0] == mark:
            return cast("T", kept[1])
        # Read before computing: a change in between is at worst computed once more.
        value = compute()
        with self._lock:
            if len(self._values) >= _LIMIT:
                self._values.clear()
            self._values[key] = (mark, value)
        return value
