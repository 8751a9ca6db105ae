"""Takes a ready, confined child of a fork server for each model."""

from __future__ import annotations

import json
import logging
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from gradatim.sandbox.confinement.layer import NOTHING_LEFT_OUT, Layer
from gradatim.sandbox.failure import SandboxUnavailable
from gradatim.sandbox.launcher import LaunchedProcess
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.sealed_copy import copy_and_seal
from gradatim.sandbox.server_process import Delivery, ManyThreadsError, ServerEndedError, ServerProcess

_KILL_SECONDS = 10.0
_MESSAGE_BYTES = 4096
_log = logging.getLogger(__name__)


class WarmLauncher:
    """Starts its fork server with the first model, and again if the server ends. Threads may share it.

    Args:
        mode: `full` or `reduced`.
        spares: Children kept ready, so that a model need not wait for a fork. Defaults to 1.
        preload: Whether the server imports TensorFlow once, and not each child. Defaults to True.
        without: Layers left out. For tests of the layers only. Defaults to none.
        study: Whether scripts may import what a learner works with: matplotlib, pandas, SciPy, TensorFlow Datasets.
            Defaults to False.
    """

    def __init__(
        self,
        mode: SandboxMode,
        *,
        spares: int = 1,
        preload: bool = True,
        without: frozenset[Layer] = NOTHING_LEFT_OUT,
        study: bool = False,
    ) -> None:
        self._mode = mode
        self._spares = spares
        self._preload = preload
        self._without = without
        self._study = study
        self._lock = threading.Lock()
        self._server: ServerProcess | None = None
        os.register_at_fork(after_in_child=self._after_fork)

    @property
    def mode(self) -> SandboxMode:
        """How strictly its processes are confined."""
        return self._mode

    @property
    def server_pid(self) -> int | None:
        """Id of the fork server's guard; None before the first model."""
        server = self._server
        return None if server is None else server.pid

    def start(self) -> None:
        """Start the fork server now, so that the first model need not wait for it.

        Raises:
            OSError: It could not be started.
        """
        self._current()

    @contextmanager
    def launch(self, *, model: Path | None, start_seconds: float) -> Iterator[LaunchedProcess]:
        """Take a child and give it a private, sealed copy of the model; leaving the context ends it.

        Args:
            model: The file; None for a process without one.
            start_seconds: How long to wait for the child.

        Yields:
            The process and its pipes.

        Raises:
            OSError: The model could not be read, or the server not started.
            SandboxUnavailable: There is no child.
        """
        delivery = self._ask(start_seconds)
        with ExitStack() as stack:
            stack.callback(delivery.job.close)
            for descriptor in (delivery.request_fd, delivery.response_fd, delivery.log_fd, delivery.process_fd):
                stack.callback(os.close, descriptor)
            process = WarmProcess(delivery.process_fd, delivery.job)
            stack.callback(process.kill)
            with os.fdopen(delivery.model_fd, "r+b") as copy:
                copy_and_seal(model, copy)
            for descriptor in (delivery.request_fd, delivery.response_fd, delivery.log_fd):
                os.set_blocking(descriptor, False)
            yield LaunchedProcess(process, delivery.request_fd, delivery.response_fd, delivery.log_fd)

    def close(self) -> None:
        """End the fork server and all its children. Harmless when there is none; the next model starts another."""
        with self._lock:
            server, self._server = self._server, None
        if server is not None:
            server.close()

    def _ask(self, seconds: float) -> Delivery:
        server = self._current()
        try:
            return server.ask(seconds=seconds)
        except ServerEndedError:
            self._discard(server)
        except ManyThreadsError as error:
            self._leave_imports_to_children(server, str(error))
        try:
            return self._current().ask(seconds=seconds)
        except (ServerEndedError, ManyThreadsError) as error:
            raise SandboxUnavailable(f"Expected a fork server that runs. Received: {error}") from error

    def _leave_imports_to_children(self, server: ServerProcess, reason: str) -> None:
        with self._lock:
            first, self._preload = self._preload, False
        if first:
            _log.warning("%s. Each model's process imports TensorFlow itself now: slower, no less confined", reason)
        self._discard(server)

    def _current(self) -> ServerProcess:
        with self._lock:
            if self._server is None:
                self._server = ServerProcess(
                    namespaces=self._mode is SandboxMode.FULL,
                    spares=self._spares,
                    preload=self._preload,
                    without=self._without,
                    study=self._study,
                )
            return self._server

    def _discard(self, server: ServerProcess) -> None:
        with self._lock:
            if self._server is not server:
                # Another thread noticed first.
                return
            self._server = None
        server.close()

    def _after_fork(self) -> None:
        # The server belongs to the process that started it, and ends with that one.
        self._lock = threading.Lock()
        server, self._server = self._server, None
        if server is not None:
            server.forget()


class WarmProcess:
    """A child of a fork server.

    Args:
        process_fd: The process.
        job: The server tells here how it ended.
    """

    def __init__(self, process_fd: int, job: socket.socket) -> None:
        self._process_fd = process_fd
        self._job = job
        self._exit_code: int | None = None
        self._out_of_memory = False

    @property
    def pid(self) -> int:
        """Its process id as this process sees it; -1 when it has ended."""
        for line in Path(f"/proc/self/fdinfo/{self._process_fd}").read_text().splitlines():
            if line.startswith("Pid:"):
                return int(line.split()[1])
        return -1

    def exit_code(self, *, wait_seconds: float = 0.0) -> int | None:
        """Return its exit code, the negative number of the signal that ended it, or None while it runs.

        Raises:
            SandboxUnavailable: The fork server ended, and the child with it.
        """
        if self._exit_code is None and _readable(self._job.fileno(), wait_seconds):
            message = self._job.recv(_MESSAGE_BYTES)
            if not message:
                raise SandboxUnavailable("Expected the fork server to outlive the model. Received: its end")
            ended = json.loads(message)
            self._exit_code, self._out_of_memory = int(ended["code"]), bool(ended["out_of_memory"])
        return self._exit_code

    @property
    def out_of_memory(self) -> bool:
        """Whether its control group's memory limit ended it. Known once `exit_code` has returned a number."""
        return self._out_of_memory

    def kill(self) -> None:
        """End it and whatever it started. Harmless when it has ended."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._process_fd, signal.SIGKILL)
        _readable(self._process_fd, _KILL_SECONDS)


def _readable(descriptor: int, seconds: float) -> bool:
    poller = select.poll()
    poller.register(descriptor, select.POLLIN)
    deadline = time.monotonic() + seconds
    return bool(poller.poll(max(0.0, deadline - time.monotonic()) * 1000))
