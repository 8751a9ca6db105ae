"""A load that does not wait for the server: requests go out at fixed times, and what is late counts from its time."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

CONNECTIONS = 16
_SECONDS = 30.0


@dataclass(frozen=True)
class Target:
    """A running dashboard, and a session of it.

    Args:
        port: Its port on 127.0.0.1.
        cookie: The cookie of a session, `name=value`.
        process: Id of its process.
    """

    port: int
    cookie: str
    process: int

    def request(self, path: str, accept: str = "text/html") -> bytes:
        """Return the bytes of a request."""
        lines = (
            f"GET {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {self.cookie}",
            f"Accept: {accept}",
        )
        return ("\r\n".join(lines) + "\r\n\r\n").encode()


@dataclass
class Load:
    """What came of a load.

    Args:
        seconds: Waiting times of each page's answers, from the moment at which the request was due.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)

    @property
    def all(self) -> list[float]:
        """All waiting times."""
        return [seconds for page in self.seconds.values() for seconds in page]


async def put_load(target: Target, pages: Mapping[str, str], *, per_second: float, seconds: float) -> Load:
    """Ask for the pages in turn at a fixed rate, over connections that stay open.

    Args:
        target: The dashboard.
        pages: Addresses by name.
        per_second: Requests a second, all pages together.
        seconds: How long.

    Raises:
        ConnectionError: An answer was not 200.
    """
    load = Load({name: [] for name in pages})
    free: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(await asyncio.open_connection("127.0.0.1", target.port))
    names = list(pages)
    gc.collect()
    gc.disable()  # a collection here would be counted as the server's
    started = time.perf_counter()

    async def ask(number: int) -> None:
        name, due = names[number % len(names)], started + number / per_second
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        connection = await free.get()
        await _exchange(*connection, target.request(pages[name]))
        load.seconds[name].append(time.perf_counter() - due)
        free.put_nowait(connection)

    try:
        await asyncio.gather(*(ask(number) for number in range(int(per_second * seconds))))
    finally:
        gc.enable()
    while not free.empty():
        _, writer = free.get_nowait()
        writer.close()
        await writer.wait_closed()
    return load


async def _exchange(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes) -> None:
    writer.write(request)
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _SECONDS)
    if not head.startswith(b"HTTP/1.1 200"):
        raise ConnectionError(f"Expected 200 to {request.splitlines()[0]!r}. Received: {head.splitlines()[0]!r}")
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    await reader.readexactly(int(length.partition(b":")[2]))


@dataclass
class Listeners:
    """Open streams of events.

    Args:
        connections: One a listener.
    """

    connections: Sequence[tuple[asyncio.StreamReader, asyncio.StreamWriter]]

    async def wait_for_change(self, since: float) -> list[float]:
        """Return for each listener the seconds from a moment of `time.perf_counter` until it was told."""

        async def told(reader: asyncio.StreamReader) -> float:
            await asyncio.wait_for(_next_change(reader), _SECONDS)
            return time.perf_counter() - since

        return list(await asyncio.gather(*(told(reader) for reader, _ in self.connections)))

    def close(self) -> None:
        """End all streams."""
        for _, writer in self.connections:
            writer.close()


async def listen(target: Target, path: str, number: int) -> Listeners:
    """Open streams of events, and wait until each was told the present state."""
    connections = []
    for _ in range(number):
        reader, writer = await asyncio.open_connection("127.0.0.1", target.port)
        writer.write(target.request(path, "text/event-stream"))
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), _SECONDS)
        if not head.startswith(b"HTTP/1.1 200"):
            raise ConnectionError(f"Expected 200 to a stream. Received: {head.splitlines()[0]!r}")
        connections.append((reader, writer))
    listeners = Listeners(connections)
    await listeners.wait_for_change(time.perf_counter())
    return listeners


async def _next_change(reader: asyncio.StreamReader) -> None:
    while await reader.readline() != b"event: change\n":
        if reader.at_eof():
            raise ConnectionError("Expected a stream that stays open. Received: its end")
    while (await reader.readline()).strip():
        pass
