"""The loop of the fork server: one thread, asleep until something happens."""

from __future__ import annotations

import json
import selectors
import socket
from collections import deque
from contextlib import suppress
from dataclasses import asdict, dataclass

from gradatim.sandbox.fork_server.nursery import CannotForkError, Child, ManyThreadsError, Nursery, kill

UNAVAILABLE = "unavailable"
MANY_THREADS = "many threads"
"""There will be no child of this server; one that leaves the imports to its children has none of the threads."""
_REQUEST_BYTES = 64


@dataclass(eq=False)
class _Life:
    """A child, and the socket of the job that it serves; None while it is a spare."""

    child: Child
    job: socket.socket | None = None


class Server:
    """Answers each request with a child that is ready, and then makes the next one ready.

    A request is a datagram with a socket of its own. The answer and, later, the end of the child are told there; when
    the other end of that socket closes, the child is killed.

    Args:
        control: Requests come here.
        nursery: Makes the children.
        spares: How many are kept ready.
    """

    def __init__(self, control: socket.socket, nursery: Nursery, *, spares: int) -> None:
        self._control = control
        self._nursery = nursery
        self._spares_wanted = spares
        self._lives: set[_Life] = set()
        self._spares: deque[_Life] = deque()
        self._selector = selectors.PollSelector()

    def run(self) -> None:
        """Serve until the control socket ends."""
        self._selector.register(self._control, selectors.EVENT_READ, self._request)
        self._refill()
        while self._control.fileno() >= 0:
            # One event at a time: it may end the reason of the others.
            key, _ = self._selector.select()[0]
            key.data()
        for life in list(self._lives):
            kill(life.child)
            self._nursery.bury(life.child)

    def _request(self) -> None:
        message, descriptors, _, _ = socket.recv_fds(self._control, _REQUEST_BYTES, 1)
        if not message or not descriptors:
            self._control.close()
            return
        job = socket.socket(fileno=descriptors[0])
        try:
            life = self._spares.popleft() if self._spares else self._new_life()
        except CannotForkError as error:
            refuse(job, str(error), MANY_THREADS if isinstance(error, ManyThreadsError) else UNAVAILABLE)
            return
        life.job = job
        self._selector.register(job, selectors.EVENT_READ, lambda: self._abandoned(life))
        # Whoever asked may have gone; the closed socket is the next event then.
        with suppress(OSError):
            socket.send_fds(job, [json.dumps({"status": "launched"}).encode()], life.child.handed_over)
        self._refill()

    def _refill(self) -> None:
        with suppress(CannotForkError):
            while len(self._spares) < self._spares_wanted:
                self._spares.append(self._new_life())

    def _new_life(self) -> _Life:
        life = _Life(self._nursery.fork())
        self._lives.add(life)
        self._selector.register(life.child.process_fd, selectors.EVENT_READ, lambda: self._ended(life))
        return life

    def _abandoned(self, life: _Life) -> None:
        if life.job is not None:
            self._selector.unregister(life.job)
            life.job.close()
            life.job = None
        kill(life.child)

    def _ended(self, life: _Life) -> None:
        self._selector.unregister(life.child.process_fd)
        self._lives.remove(life)
        ended = self._nursery.bury(life.child)
        # A spare that ended before it was needed is not replaced until one is asked for: it would end again.
        with suppress(ValueError):
            self._spares.remove(life)
        if life.job is not None:
            self._selector.unregister(life.job)
            with suppress(OSError), life.job:
                life.job.send(json.dumps({"status": "exited", **asdict(ended)}).encode())


def refuse(job: socket.socket, message: str, status: str = UNAVAILABLE) -> None:
    """Tell a job that there is no child for it, and why."""
    with suppress(OSError), job:
        job.send(json.dumps({"status": status, "message": message[:1000]}).encode())


def refuse_all(control: socket.socket, message: str, status: str = UNAVAILABLE) -> None:
    """Tell every job the same until the control socket ends."""
    while True:
        request, descriptors, _, _ = socket.recv_fds(control, _REQUEST_BYTES, 1)
        if not request or not descriptors:
            return
        refuse(socket.socket(fileno=descriptors[0]), message, status)
