"""What the load itself takes: the same load on an application that answers at once with a page of common size."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from benchmarks.dashboard.load import Target

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope

PAGE = b"x" * 40_000
ADDRESS = "127.0.0.1"


async def answer(scope: Scope, _receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
    """Answer every request with the same bytes."""
    assert scope["type"] == "http"
    headers = [(b"content-length", str(len(PAGE)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers, "trailers": False})
    await send({"type": "http.response.body", "body": PAGE, "more_body": False})


@contextmanager
def answering_at_once() -> Iterator[Target]:
    """Start that application in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.dashboard.control"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Target(int(process.stdout.readline()), "none=none", process.pid)
        finally:
            process.terminate()


def main() -> None:
    """Print the port, and answer until the end."""
    listener = socket.create_server((ADDRESS, 0))
    print(listener.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(answer, log_level="error", lifespan="off")).run(sockets=[listener])
    os._exit(0)


if __name__ == "__main__":
    main()
