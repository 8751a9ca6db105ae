"""The load on the dashboard: on time whatever the server does, and what is late counts from its time."""

from __future__ import annotations

import asyncio
import gc
from contextlib import suppress

from benchmarks.dashboard.control import PAGE, answering_at_once
from benchmarks.dashboard.load import CONNECTIONS, Load, Target, put_load

STALL = 0.4


async def _load_on_a_server_that_stalls() -> Load:
    """Return what comes of 50 requests in a second when the server first answers nobody for `STALL` seconds."""
    loop = asyncio.get_running_loop()
    first: list[float] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):
            while await reader.readuntil(b"\r\n\r\n"):
                first.append(loop.time())
                await asyncio.sleep(max(0.0, first[0] + STALL - loop.time()))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        writer.close()
        await writer.wait_closed()
        ended.release()

    ended = asyncio.Semaphore(0)
    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        load = await put_load(Target(port, "a=b", 0), {"one": "/", "other": "/"}, per_second=50, seconds=1)
        for _ in range(CONNECTIONS):
            await ended.acquire()
    return load


def test_a_stall_is_counted_for_every_request_that_was_due_in_it() -> None:
    load = asyncio.run(_load_on_a_server_that_stalls())
    assert {name: len(seconds) for name, seconds in load.seconds.items()} == {"one": 25, "other": 25}
    late = sorted(load.all)[-10:]
    assert late[-1] >= 0.9 * STALL
    assert late[0] >= 0.4 * STALL
    assert gc.isenabled()


def test_the_control_answers_every_request() -> None:
    with answering_at_once() as target:
        load = asyncio.run(put_load(target, {"control": "/"}, per_second=50, seconds=0.4))
    assert len(load.all) == 20
    assert len(PAGE) == 40_000
