"""Values that are computed once for each state of the databases, so that a page costs little however often it is asked.

The mark of an SQLite file is `PRAGMA data_version` on a connection that never writes: it changes when anybody, in this
process or another, has committed. It costs some ten microseconds.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class _Kept:
    """A value, and what it was computed for."""

    mark: Hashable
    now: Hashable
    state: Hashable
    value: object


@dataclass
class _Turn:
    """Threads that want one value: one computes it, the others wait."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    wanted_by: int = 0


class Memory:
    """Keeps what was computed until it would come out differently. May be used by any thread.

    A value is computed by one thread at a time: when somebody commits while a hundred pages are asked for, the first
    one computes and the others wait for it, because side by side they would all be late.

    Args:
        mark: Returns the present state; equal states mean that nothing has been committed between them.
    """

    def __init__(self, mark: Callable[[], Hashable]) -> None:
        self._mark = mark
        self._lock = threading.Lock()
        self._values: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._turns: dict[Hashable, _Turn] = {}

    def get(
        self,
        key: Hashable,
        compute: Callable[[], T],
        *,
        now: Hashable = None,
        of: Callable[[], Hashable] | None = None,
    ) -> T:
        """Return the value of a key for the present state.

        Args:
            key: What the value is, such as the name of a view and the ids that it depends on.
            compute: Computes it. What it raises is passed on and not remembered.
            now: What it depends on beside the databases, such as the day; compared each time. Defaults to nothing.
            of: Returns the part of the databases' state that it depends on; asked only when somebody has committed,
                and if nothing of that part has changed the value stays. Defaults to None: it depends on everything.
        """
        kept = self._look(key, now)
        if kept is None:
            with self._turn(key):
                # Whoever had the turn before may have computed it.
                kept = self._look(key, now) or self._compute(key, compute, now, of)
        return cast("T", kept.value)

    def _look(self, key: Hashable, now: Hashable) -> _Kept | None:
        mark = self._mark()
        with self._lock:
            kept = self._values.get(key)
            if kept is None or kept.mark != mark or kept.now != now:
                return None
            self._values.move_to_end(key)
            return kept

    def _compute(
        self, key: Hashable, compute: Callable[[], object], now: Hashable, of: Callable[[], Hashable] | None
    ) -> _Kept:
        # Both are read before computing: a change in between is at worst computed once more.
        mark = self._mark()
        state = of() if of else mark
        with self._lock:
            before = self._values.get(key)
        same = before is not None and before.now == now and before.state == state
        kept = _Kept(mark, now, state, before.value if same and before else compute())
        with self._lock:
            self._values[key] = kept
            self._values.move_to_end(key)
            if len(self._values) > _LIMIT:
                self._values.popitem(last=False)
        return kept

    @contextmanager
    def _turn(self, key: Hashable) -> Iterator[None]:
        with self._lock:
            turn = self._turns.setdefault(key, _Turn())
            turn.wanted_by += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._lock:
                turn.wanted_by -= 1
                if not turn.wanted_by:
                    del self._turns[key]
