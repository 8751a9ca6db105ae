"""Starts a fresh interpreter for each model. It is separate, limited and killable, but not confined."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Final

from gradatim.sandbox.environment import scrubbed_environment
from gradatim.sandbox.launcher import LaunchedProcess
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.sealed_copy import sealed_copy

CHILD_MODULE: Final = "gradatim.sandbox.child"
_KILL_SECONDS: Final = 10.0
_PEEK_SECONDS: Final = 0.005


class ColdLauncher:
    """Runs `python -m gradatim.sandbox.child` in an empty folder with a scrubbed environment.

    Args:
        command: What to run; a JSON object with the descriptors is appended as its last argument. Defaults to this
            interpreter with the model's side of the conversation.
        study: Whether scripts may import what a learner works with. Defaults to False.
    """

    mode: Final = SandboxMode.NONE

    def __init__(self, command: Sequence[str] | None = None, *, study: bool = False) -> None:
        # -P and -s keep the working folder and the user's packages off the path. Not -I: it would also ignore our own
        # PYTHONHASHSEED, and the environment holds nothing but what is set below.
        self._command = tuple(command or (sys.executable, "-P", "-s", "-X", "utf8", "-m", CHILD_MODULE))
        self._study = study

    @contextmanager
    def launch(
        self,
        *,
        model: Path | None,
        start_seconds: float,  # noqa: ARG002 - whoever reads its first frame waits
    ) -> Iterator[LaunchedProcess]:
        """Start a process that holds a private copy of the model; leaving the context ends it.

        Args:
            model: The file; None for a process without one.
            start_seconds: Not used.

        Yields:
            The process and its pipes.

        Raises:
            OSError: The process could not be started, or the model not read.
        """
        with ExitStack() as stack:
            model_fd = stack.enter_context(sealed_copy(model))
            folder = tempfile.mkdtemp(prefix="gradatim-model-")
            # Whatever the model left there must not turn its result into a failure of ours.
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            pipes = _Pipes(stack)
            arguments = {
                "request_fd": pipes.request_read,
                "response_fd": pipes.response_write,
                "model_fd": model_fd,
                "parent_pid": os.getpid(),
            }
            process = ColdProcess(
                # The command is ours; only numbers are appended.
                subprocess.Popen(
                    [*self._command, json.dumps(arguments)],
                    stdin=subprocess.DEVNULL,
                    stdout=pipes.log_write,
                    stderr=pipes.log_write,
                    pass_fds=(pipes.request_read, pipes.response_write, model_fd),
                    cwd=folder,
                    env=scrubbed_environment(folder, study=self._study),
                    start_new_session=True,
                )
            )
            stack.callback(process.kill)
            pipes.close_child_ends()
            yield LaunchedProcess(process, pipes.request_write, pipes.response_read, pipes.log_read)


class ColdProcess:
    """A child process that leads a session of its own."""

    def __init__(self, popen: subprocess.Popen[bytes]) -> None:
        self._popen = popen

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._popen.pid

    def exit_code(self, *, wait_seconds: float = 0.0) -> int | None:
        """Return its exit code, the negative number of the signal that ended it, or None while it runs."""
        deadline = time.monotonic() + wait_seconds
        while (code := self._peek()) is None and time.monotonic() < deadline:
            time.sleep(_PEEK_SECONDS)
        return code

    @property
    def out_of_memory(self) -> bool:
        """Never: it has no control group."""
        return False

    def kill(self) -> None:
        """End it and its whole process group. Harmless when it has ended."""
        if self._popen.returncode is not None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(_KILL_SECONDS)

    def _peek(self) -> int | None:
        if self._popen.returncode is not None or sys.platform == "darwin":
            return self._popen.poll()
        # WNOWAIT leaves the zombie in place, so that its number still names its group when the group is killed.
        ended = os.waitid(os.P_PID, self._popen.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is None:
            return None
        return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status


class _Pipes:
    """Three pipes whose parent ends close with the stack."""

    def __init__(self, stack: ExitStack) -> None:
        self._child_ends = stack.enter_context(ExitStack())
        self.request_read, self.request_write = os.pipe()
        self._own(stack, parent=self.request_write, child=self.request_read)
        self.response_read, self.response_write = os.pipe()
        self._own(stack, parent=self.response_read, child=self.response_write)
        self.log_read, self.log_write = os.pipe()
        self._own(stack, parent=self.log_read, child=self.log_write)

    def close_child_ends(self) -> None:
        """Close the ends that belong to the child, so that its death is seen as the end of the pipe."""
        self._child_ends.close()

    def _own(self, stack: ExitStack, *, parent: int, child: int) -> None:
        stack.callback(os.close, parent)
        self._child_ends.callback(os.close, child)
        os.set_blocking(parent, False)
