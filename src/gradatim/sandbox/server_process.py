"""One fork server, seen from outside."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import Final

from gradatim.sandbox.confinement.layer import Layer
from gradatim.sandbox.environment import scrubbed_environment
from gradatim.sandbox.failure import SandboxUnavailable
from gradatim.sandbox.fork_server.order import Order
from gradatim.sandbox.fork_server.server import MANY_THREADS

SERVER_MODULE: Final = "gradatim.sandbox.fork_server"
_HANDED_OVER = 5
_ANSWER_BYTES = 4096
_PRINTED_BYTES = 400
_END_SECONDS = 2.0
# A folder that exists and cannot be written to, so that nothing is left behind by imports.
_NO_FOLDER = os.devnull


class ServerEndedError(Exception):
    """The fork server is no more; another one may do."""


class ManyThreadsError(Exception):
    """The imports started a thread, so the fork server must not fork; one that leaves them to its children may do."""


@dataclass(frozen=True)
class Delivery:
    """A child that is ready.

    Args:
        job: The end of the child is told here; closing it ends the child.
        request_fd: Requests are written here.
        response_fd: Replies are read here.
        log_fd: Whatever it prints is read here.
        model_fd: The empty file in memory in which it will look for the model.
        process_fd: The process.
    """

    job: socket.socket
    request_fd: int
    response_fd: int
    log_fd: int
    model_fd: int
    process_fd: int


class ServerProcess:
    """Starts a fork server and asks it for children. Any thread may ask at any time.

    Args:
        namespaces: Whether children get namespaces; False is the reduced mode.
        spares: Children kept ready.
        preload: Whether the server imports TensorFlow, and not each child.
        without: Layers left out.
        study: Whether the children may import what a learner works with.

    Raises:
        OSError: It could not be started.
    """

    def __init__(self, *, namespaces: bool, spares: int, preload: bool, without: frozenset[Layer], study: bool) -> None:
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._printed = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the server
        with theirs:
            order = Order(
                control_fd=theirs.fileno(),
                parent_pid=os.getpid(),
                scratch=tempfile.gettempdir(),
                namespaces=namespaces,
                spares=spares,
                preload=preload,
                without=without,
            )
            self._popen = subprocess.Popen(
                [sys.executable, "-P", "-s", "-X", "utf8", "-m", SERVER_MODULE, order.as_argument()],
                stdin=subprocess.DEVNULL,
                stdout=self._printed,
                stderr=self._printed,
                pass_fds=(theirs.fileno(),),
                cwd="/",
                env=scrubbed_environment(_NO_FOLDER, study=study),
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Id of its guard process."""
        return self._popen.pid

    def ask(self, *, seconds: float) -> Delivery:
        """Return a child that is ready or nearly so.

        Args:
            seconds: How long to wait for it: the first time, the server must import TensorFlow.

        Raises:
            ManyThreadsError: It has more than one thread.
            SandboxUnavailable: There is none, and another server would not have one either.
            ServerEndedError: The server has ended.
        """
        job, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        try:
            with theirs:
                socket.send_fds(self._control, [b"child"], [theirs.fileno()])
            job.settimeout(seconds)
            answer, descriptors, _, _ = socket.recv_fds(job, _ANSWER_BYTES, _HANDED_OVER, socket.MSG_CMSG_CLOEXEC)
        except TimeoutError:
            job.close()
            raise SandboxUnavailable(
                f"Expected the fork server to answer within {seconds:g} s. Received: nothing{self._last_words()}"
            ) from None
        except OSError as error:
            job.close()
            raise ServerEndedError(f"the fork server ended: {error}{self._last_words()}") from error
        if not answer:
            job.close()
            raise ServerEndedError(f"the fork server ended{self._last_words()}")
        if len(descriptors) != _HANDED_OVER:
            job.close()
            refusal = json.loads(answer)
            refused = ManyThreadsError if refusal["status"] == MANY_THREADS else SandboxUnavailable
            raise refused(refusal["message"])
        return Delivery(job, *descriptors)

    def close(self) -> None:
        """End the server and all its children."""
        self._control.close()
        try:
            self._popen.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            # It is busy importing. Its children and the server itself end with the guard.
            self._popen.kill()
            self._popen.wait()
        self._printed.close()

    def forget(self) -> None:
        """Close what a forked copy of this process has of the server, which is not the copy's."""
        self._control.close()
        self._printed.close()
        self._popen.returncode = 0

    def _last_words(self) -> str:
        size = os.fstat(self._printed.fileno()).st_size
        printed = os.pread(self._printed.fileno(), _PRINTED_BYTES, max(0, size - _PRINTED_BYTES))
        return f"; it printed: {printed.decode(errors='replace').strip()}" if printed else ""
