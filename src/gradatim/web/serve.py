"""Serves the dashboard on this machine: finds a free port, knows a server that runs already, prints the link."""

from __future__ import annotations

import errno
import gc
import json
import os
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gradatim.errors import UserError
from gradatim.web.access import Access, read_key

if TYPE_CHECKING:
    from gradatim.web.server import Server

ADDRESS = "127.0.0.1"
PORT = 8750
_PORTS_TRIED = 20
_BACKLOG = 512
_STATE_FILE = "dashboard.json"
_ANSWER_SECONDS = 3.0
_END_SECONDS = 3


@dataclass(frozen=True)
class Running:
    """A dashboard that runs already.

    Args:
        port: Its port on 127.0.0.1.
        place: The practice folder that it shows.
        link: A new one-time link to it.
    """

    port: int
    place: Path
    link: str


def find_running(home: Path) -> Running | None:
    """Return the dashboard of this installation that runs already; None if there is none.

    Args:
        home: The home folder.

    Raises:
        UserError: The key of the sessions cannot be read.
    """
    try:
        state = json.loads((home / _STATE_FILE).read_text(encoding="utf-8"))
        port, place = int(state["port"]), Path(state["practice"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    access = Access(read_key(home))
    request = urllib.request.Request(
        f"http://{ADDRESS}:{port}/link",
        method="POST",
        headers={"Authorization": f"Bearer {access.control_token}", "Accept": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=_ANSWER_SECONDS) as answer:
            key = str(json.load(answer)["key"])
    except (OSError, urllib.error.URLError, ValueError, KeyError):
        return None  # another program has its port by now, or nothing has
    return Running(port, place, link_of(port, key))


def link_of(port: int, key: str) -> str:
    """Return the address that signs a browser in."""
    return f"http://{ADDRESS}:{port}/enter?key={key}"


def bind(port: int | None) -> socket.socket:
    """Return a listening socket on 127.0.0.1.

    Args:
        port: The port; None for 8750, or the first free one after it.

    Raises:
        UserError: The port is taken, or all that were tried are.
    """
    ports = range(PORT, PORT + _PORTS_TRIED) if port is None else [port]
    for number in ports:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((ADDRESS, number))
            # At once: until somebody listens, another program may bind the same port.
            listener.listen(_BACKLOG)
        except OSError as error:
            listener.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
        else:
            return listener
    raise UserError(
        f"Expected a free port on {ADDRESS}: {ports[0]}" + (f" to {ports[-1]}" if len(ports) > 1 else ""),
        received="a port that another program has, or that only the system may use",
        next_step="gradatim start --port 0 (any free port)",
    )


def serve(server: Server, listener: socket.socket, on_ready: Callable[[], None]) -> None:
    """Answer requests until Ctrl-C.

    Args:
        server: What the pages work with.
        listener: From `bind`.
        on_ready: Called once the first request can be answered.
    """
    import uvicorn

    from gradatim.web.app import create_app

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                on_ready()
                threading.Thread(target=_settle, args=(server,), name="settle", daemon=True).start()

    config = uvicorn.Config(
        create_app(server),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        # An open page follows its stream of events and would hold up the end.
        timeout_graceful_shutdown=_END_SECONDS,
    )
    home = server.installation.settings.home
    _remember(home, listener.getsockname()[1], server.place)
    try:
        Announcing(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass  # uvicorn raises the signal again after it has ended in good order
    finally:
        with suppress(OSError):
            (home / _STATE_FILE).unlink()


def _settle(server: Server) -> None:
    """Read the bank while the browser opens, and keep the garbage collector off all that stays for good.

    A full collection looks at every object while all pages wait; after this it looks at those that came later. Turns
    the collector on, if it was off.
    """
    from gradatim.web.views.learner import learner

    with suppress(UserError):  # the page will say so
        learner(server)
    gc.freeze()
    gc.enable()


def _remember(home: Path, port: int, place: Path) -> None:
    text = json.dumps({"port": port, "process": os.getpid(), "practice": str(place)})
    with suppress(OSError):  # without it a second start merely opens a second server
        (home / _STATE_FILE).write_text(text + "\n", encoding="utf-8")
