"""A program in a real terminal, driven like a person drives it."""

from __future__ import annotations

import os
import pty
import select
import time
import warnings
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from benchmarks.process_tree import end_tree

_LOOK_SECONDS = 0.05
_CHUNK = 65_536


class Terminal(AbstractContextManager["Terminal"]):
    """Starts a program in a terminal of its own. Leaving the context ends the program and all that it started.

    Args:
        command: Program and arguments.
        folder: Its working folder.
        environment: Its whole environment.
    """

    def __init__(self, command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> None:
        with warnings.catch_warnings():
            # From Python 3.12 on it warns of other threads, which a child that becomes a program at once has not.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid, self._descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execve(command[0], list(command), dict(environment) | {"TERM": "xterm-256color"})
        self._text = ""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.has_ended():
            end_tree(self.pid)
        os.close(self._descriptor)
        os.waitpid(self.pid, 0)

    def read_until(self, words: str, seconds: float = 120) -> str:
        """Return what the program has written up to and with these words, and forget it.

        Raises:
            TimeoutError: They did not come in time, or the program ended before; the message has its last words.
        """
        deadline = time.monotonic() + seconds
        while words not in self._text:
            if time.monotonic() > deadline:
                raise TimeoutError(f"Expected {words!r}. Received: {self._text[-1000:]!r}")
            if select.select([self._descriptor], [], [], _LOOK_SECONDS)[0]:
                try:
                    self._text += os.read(self._descriptor, _CHUNK).decode(errors="replace")
                except OSError as error:  # how Linux tells that the other end is closed
                    raise TimeoutError(f"Expected {words!r}. Received: the end, after {self._text!r}") from error
        before, _, self._text = self._text.partition(words)
        return before + words

    def press(self, key: str) -> None:
        """Press a key."""
        os.write(self._descriptor, key.encode())

    def has_ended(self) -> bool:
        """Tell whether the program has ended."""
        return os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
