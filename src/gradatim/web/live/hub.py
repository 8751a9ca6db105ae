"""The hub: one thread reads the databases, and tells every listener of a topic when its revision has changed.

A listener that is slow misses revisions in between and gets the newest: there is no queue that could grow.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import AsyncIterator, Callable, Hashable
from contextlib import asynccontextmanager

from gradatim.store.database_errors import DatabaseUnavailableError

GLANCE_SECONDS = 0.05
"""How often the marks of the databases are looked at while anybody listens."""
LOOK_SECONDS = 1.0
"""So often, at least, revisions are read even if nobody has written: bells ring by themselves."""
MOST_LISTENERS = 1000


class Hub:
    """Tells listeners what has changed.

    Args:
        mark: Returns a value that differs once anybody has committed; microseconds.
        revise: Returns the present revision of a topic; None when there is no such topic.
    """

    def __init__(self, mark: Callable[[], Hashable], revise: Callable[[str], str | None]) -> None:
        self._mark = mark
        self._revise = revise
        self._lock = threading.Lock()
        self._listening: Counter[str] = Counter()
        self._revisions: dict[str, str] = {}
        self._changed: asyncio.Event = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wake = threading.Event()
        self._closed = False
        self.reads = 0
        """How often revisions have been read, all topics together: it does not grow with the listeners."""

    def known(self, topic: str) -> bool:
        """Whether somebody follows this topic already, so that it need not be looked for."""
        return topic in self._revisions

    @property
    def listeners(self) -> int:
        """How many listen now."""
        with self._lock:
            return self._listening.total()

    @property
    def full(self) -> bool:
        """Whether nobody more may join."""
        return self.listeners >= MOST_LISTENERS

    @asynccontextmanager
    async def listening(self, topic: str) -> AsyncIterator[Callable[[str], AsyncIterator[str]]]:
        """Join the listeners of a topic; yields a function that follows it from a revision on.

        Raises:
            OverflowError: There are too many listeners.
        """
        self._join(topic, asyncio.get_running_loop())
        try:
            yield lambda seen: self._follow(topic, seen)
        finally:
            self._leave(topic)

    def close(self) -> None:
        """End all streams and the reader. Those who listened come back when there is a server again."""
        with self._lock:
            self._closed = True
            loop = self._loop
        self._wake.set()
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._tell, {})

    async def _follow(self, topic: str, seen: str) -> AsyncIterator[str]:
        """Yield each new revision of a topic; ends when the hub is closed."""
        while not self._closed:
            changed = self._changed
            revision = self._revisions.get(topic)
            if revision is not None and revision != seen:
                seen = revision
                yield revision
            else:
                await changed.wait()

    def _join(self, topic: str, loop: asyncio.AbstractEventLoop) -> None:
        with self._lock:
            if self._listening.total() >= MOST_LISTENERS:
                raise OverflowError(f"Expected fewer than {MOST_LISTENERS} listeners")
            first = self._listening.total() == 0
            self._listening[topic] += 1
            if first:
                self._loop = loop
                self._changed = asyncio.Event()
                self._revisions.clear()
                self._wake = threading.Event()
                threading.Thread(target=self._read, args=(loop, self._wake), name="live", daemon=True).start()
        self._wake.set()  # a new topic is read at once

    def _leave(self, topic: str) -> None:
        with self._lock:
            self._listening[topic] -= 1
            if not self._listening[topic]:
                del self._listening[topic]
                self._revisions.pop(topic, None)
        self._wake.set()

    def _read(self, loop: asyncio.AbstractEventLoop, wake: threading.Event) -> None:
        """Read the revisions of all topics whenever something may have changed, until nobody listens any more."""
        while True:
            wake.clear()
            before = self._mark()
            with self._lock:
                topics = list(self._listening)
                # Whoever joined after the last one had left has started a reader with a wake of its own.
                if not topics or self._closed or self._wake is not wake:
                    return
            self._publish(loop, {topic: self._revision(topic) for topic in topics})
            until = time.monotonic() + LOOK_SECONDS
            while time.monotonic() < until and self._mark() == before:
                if wake.wait(GLANCE_SECONDS):
                    break

    def _revision(self, topic: str) -> str | None:
        self.reads += 1
        try:
            return self._revise(topic)
        except DatabaseUnavailableError:
            return None  # busy or away; look again in a second
        except Exception as error:  # one page's mistake must not end the streams of all
            traceback.print_exception(error, file=sys.stderr)
            return None

    def _publish(self, loop: asyncio.AbstractEventLoop, found: dict[str, str | None]) -> None:
        revisions = {topic: revision for topic, revision in found.items() if revision is not None}
        if any(self._revisions.get(topic) != revision for topic, revision in revisions.items()):
            try:
                loop.call_soon_threadsafe(self._tell, revisions)
            except RuntimeError:
                return  # the server has ended meanwhile

    def _tell(self, revisions: dict[str, str]) -> None:
        self._revisions |= {topic: revision for topic, revision in revisions.items() if topic in self._listening}
        self._changed.set()
        self._changed = asyncio.Event()
