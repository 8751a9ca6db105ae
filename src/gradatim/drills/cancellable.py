"""Lets a check be given up while it runs: a newer save has made it worthless."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gradatim.sandbox.launcher import LaunchedProcess, Launcher, ModelProcess
from gradatim.sandbox.mode import SandboxMode


class CancellableLauncher:
    """Launches as another launcher does, and ends its process when told to, from any thread.

    Args:
        launcher: How the process comes to life.
    """

    def __init__(self, launcher: Launcher) -> None:
        self._launcher = launcher
        self._lock = threading.Lock()
        self._process: ModelProcess | None = None
        self._cancelled = False

    @property
    def mode(self) -> SandboxMode:
        """How strictly its processes are confined."""
        return self._launcher.mode

    @contextmanager
    def launch(self, *, model: Path | None, start_seconds: float) -> Iterator[LaunchedProcess]:
        """Start a process; see `Launcher`."""
        with self._launcher.launch(model=model, start_seconds=start_seconds) as launched:
            with self._lock:
                self._process = launched.process
                if self._cancelled:
                    launched.process.kill()
            try:
                yield launched
            finally:
                with self._lock:
                    self._process = None

    def cancel(self) -> None:
        """End the process, now or as soon as it is there. Its verdict will say that it crashed: ignore it."""
        with self._lock:
            self._cancelled = True
            if self._process is not None:
                self._process.kill()
