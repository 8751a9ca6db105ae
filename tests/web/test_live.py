"""Live updates: told once, told to all, told again to who comes back; one reader of the database for all who listen."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import pytest
import uvicorn
from sqlalchemy import text

from gradatim.exams.sitting import finish
from gradatim.grading.result import Outcome
from gradatim.store.database import transaction
from gradatim.store.schema import SittingRow
from gradatim.web.app import create_app
from gradatim.web.live.topics import topic_revision
from gradatim.web.security import cookie_name
from gradatim.web.server import Server
from tests.web.graded import Room, noisy_values, open_room
from tests.web.handed_in import TASK

LISTENERS = 200
_T = TypeVar("_T")


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is graded."""
    monkeypatch.setattr("gradatim.web.keeper.Keeper.call", lambda _: None)


@pytest.fixture
def room(server: Server, tmp_path: Path) -> Room:
    """Return a running sitting of one category."""
    return open_room(server.installation, tmp_path / "exam", [TASK])


@contextmanager
def serving(server: Server) -> Iterator[int]:
    """Answer requests on a free port, which is yielded, in a thread of its own."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(server), log_level="error", timeout_graceful_shutdown=1)
    uvicorn_server = uvicorn.Server(config)
    thread = threading.Thread(target=uvicorn_server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not uvicorn_server.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        uvicorn_server.should_exit = True
        thread.join()
        listener.close()


def in_a_loop_of_its_own(coroutine: Coroutine[None, None, _T]) -> _T:
    """Run it in another thread: in the thread of the tests a browser's event loop may be running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


class Listener:
    """One stream of events, read as a browser reads it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, server: Server, port: int, topic: str, *, seen: str = "", last: str = "") -> Listener:
        """Connect with a session, and read the head of the answer."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        cookie = f"{cookie_name(port)}={server.access.new_session()}"
        lines = [f"GET /events?topic={topic}&seen={seen} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Cookie: {cookie}"]
        lines += [f"Last-Event-ID: {last}"] if last else []
        writer.write("\r\n".join([*lines, "", ""]).encode())
        status = (await reader.readline()).decode()
        assert "200" in status, status
        while (await reader.readline()).strip():
            pass
        return cls(reader, writer)

    async def next(self, seconds: float = 20.0) -> str:
        """Return the id of the next message `change`."""
        event = ""
        async with asyncio.timeout(seconds):
            while True:
                line = (await self._reader.readline()).decode().strip()
                if line.startswith("event:"):
                    event = line.removeprefix("event:").strip()
                elif line.startswith("id:"):
                    assert event == "change"
                    return line.removeprefix("id:").strip()

    async def silent(self, seconds: float) -> bool:
        """Whether no message comes for so long."""
        try:
            await self.next(seconds)
        except TimeoutError:
            return True
        return False

    async def __aenter__(self) -> Listener:
        """Return itself."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Hang up."""
        self._writer.close()
        with suppress(ConnectionError):
            await self._writer.wait_closed()


def revision(server: Server, room: Room) -> str:
    """Return the present revision of the room."""
    found = topic_revision(server, f"sitting/{room.sitting.id}")
    assert found is not None
    return found


def test_each_thing_that_changes_the_page_changes_its_revision_and_nothing_else_does(
    server: Server, room: Room
) -> None:
    seen = [revision(server, room)]
    assert revision(server, room) == seen[0]
    waiting = room.hand_in(TASK)
    seen.append(revision(server, room))
    room.hand_in(TASK, noisy_values(0.1))
    seen.append(revision(server, room))
    room.hand_in(TASK, outcome=Outcome.FAILED)
    seen.append(revision(server, room))
    with transaction(server.installation.engine) as session:
        session.execute(
            text(
                "INSERT INTO job (submission_id, grader_version, state, priority, attempt, queued_at) "
                f"VALUES ({waiting}, '3', 'queued', 0, 0, 0)"
            )
        )
    seen.append(revision(server, room))
    for change in ("state = 'running', attempt = 1", "phase = 'loading'", "phase = 'predicting'"):
        with transaction(server.installation.engine) as session:
            session.execute(text(f"UPDATE job SET {change}"))
        seen.append(revision(server, room))
    with transaction(server.installation.engine) as session:
        session.execute(text("UPDATE job SET lease_until = 99"))
    assert revision(server, room) == seen[-1], "a heartbeat is nothing to see"
    for history in ("history_sha256 = 'a'", "history_sha256 = 'b'", "history_sha256 = NULL, history_json = '{}'"):
        with transaction(server.installation.engine) as session:
            session.execute(text(f"UPDATE submission SET {history} WHERE id = {waiting}"))
        seen.append(revision(server, room))
    finish(server.installation.engine, room.sitting.id)
    seen.append(revision(server, room))
    assert len(set(seen)) == len(seen)


def test_the_bell_rings_while_somebody_listens_and_nobody_writes(server: Server, room: Room) -> None:
    before = revision(server, room)
    with transaction(server.installation.engine) as session:
        session.get_one(SittingRow, room.sitting.id).elapsed_seconds = room.sitting.duration_seconds - 1.5

    async def listen(port: int) -> str:
        async with await Listener.open(server, port, f"sitting/{room.sitting.id}", seen=before) as listener:
            return await listener.next()

    with serving(server) as port:
        assert in_a_loop_of_its_own(listen(port)) == revision(server, room) != before


def test_two_hundred_listeners_are_told_by_one_reader(server: Server, room: Room) -> None:
    topic = f"sitting/{room.sitting.id}"

    async def listen(port: int) -> None:
        seen = revision(server, room)
        async with AsyncExitStack() as stack:
            opening = (Listener.open(server, port, topic, seen=seen) for _ in range(LISTENERS))
            listeners = [await stack.enter_async_context(one) for one in await asyncio.gather(*opening)]
            assert await listeners[0].silent(0.3)
            assert server.hub.listeners == LISTENERS
            reads = server.hub.reads
            began = time.monotonic()
            await asyncio.to_thread(room.hand_in, TASK, noisy_values(0.1))
            told = await asyncio.gather(*(listener.next() for listener in listeners))
            seconds = time.monotonic() - began
            assert set(told) == {revision(server, room)}
            # One for each second at most, and one for each commit; not one for each listener.
            assert server.hub.reads - reads <= 4 + seconds * 2

    with serving(server) as port:
        in_a_loop_of_its_own(listen(port))
        deadline = time.monotonic() + 20
        while server.hub.listeners:
            assert time.monotonic() < deadline, "those who hung up are still counted"
            time.sleep(0.05)


def test_who_comes_back_is_told_only_what_is_new_by_a_server_started_again_too(server: Server, room: Room) -> None:
    topic = f"sitting/{room.sitting.id}"

    async def first(port: int) -> str:
        async with await Listener.open(server, port, topic, seen="of-another-page") as listener:
            return await listener.next()

    async def again(port: int, last: str) -> None:
        async with await Listener.open(server, port, topic, seen="of-another-page", last=last) as listener:
            assert await listener.silent(0.5)
            await asyncio.to_thread(room.hand_in, TASK)
            assert await listener.next() == revision(server, room)

    with serving(server) as port:
        last = in_a_loop_of_its_own(first(port))
    next_server = Server(server.installation, server.place, server.access)
    with serving(next_server) as port:
        in_a_loop_of_its_own(again(port, last))


def test_what_cannot_be_followed_is_not_found(server: Server) -> None:
    for topic in ("sitting/0000", "submission/7"):
        assert topic_revision(server, topic) is None
    for topic in ("exams", "practice"):
        assert topic_revision(server, topic)
