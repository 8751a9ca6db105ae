"""The seam between the conversation with a model and how its process comes to life."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from gradatim.sandbox.mode import SandboxMode


class ModelProcess(Protocol):
    """The process in which a model runs."""

    @property
    def pid(self) -> int:
        """Its process id."""
        ...

    def exit_code(self, *, wait_seconds: float = 0.0) -> int | None:
        """Return its exit code, the negative number of the signal that ended it, or None while it runs."""
        ...

    @property
    def out_of_memory(self) -> bool:
        """Whether its control group's memory limit ended it. Known once `exit_code` has returned a number."""
        ...

    def kill(self) -> None:
        """End it and whatever it started. Harmless when it has ended."""
        ...


@dataclass(frozen=True)
class LaunchedProcess:
    """A process that will announce itself with a `ready` frame, and the parent's ends of its pipes.

    Args:
        process: The process.
        request_fd: Requests are written here.
        response_fd: Replies are read here.
        log_fd: Whatever it prints is read here.
    """

    process: ModelProcess
    request_fd: int
    response_fd: int
    log_fd: int


class Launcher(Protocol):
    """Brings one process to life for one model."""

    @property
    def mode(self) -> SandboxMode:
        """How strictly its processes are confined."""
        ...

    def launch(self, *, model: Path | None, start_seconds: float) -> AbstractContextManager[LaunchedProcess]:
        """Start a process that holds a private copy of the model; leaving the context ends it.

        Args:
            model: The file; None for a process without one.
            start_seconds: How long the caller will wait for the process.

        Raises:
            OSError: The process could not be started, or the model not read.
            SandboxUnavailable: There is no process for it.
        """
        ...
