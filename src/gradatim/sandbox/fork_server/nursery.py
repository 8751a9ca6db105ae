"""Forks children, keeps track of who they are, and cleans up after them."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from gradatim.sandbox.confinement.cgroup import Absent, Group, Groups
from gradatim.sandbox.confinement.enter import Walls
from gradatim.sandbox.confinement.layer import Layer
from gradatim.sandbox.confinement.namespaces import ProcessNamespaces
from gradatim.sandbox.confinement.privileges import FIRST_USER, MAX_CHILDREN
from gradatim.sandbox.fork_server.child import ChildEnds
from gradatim.sandbox.fork_server.preload import thread_count

WallsFor = Callable[[int, Path], Walls]
Run = Callable[[Walls, ChildEnds], NoReturn]


class CannotForkError(Exception):
    """A child could not be made; the message says why."""


class ManyThreadsError(CannotForkError):
    """This process has a second thread, so that a forked copy of it could hang for ever."""


@dataclass(frozen=True)
class Child:
    """A living child and the server's ends of its pipes."""

    pid: int
    process_fd: int
    user: int
    scratch: Path | None
    group: Group | Absent
    request_write: int
    response_read: int
    log_read: int
    model: int

    @property
    def handed_over(self) -> list[int]:
        """The descriptors that whoever talks to the child needs."""
        return [self.request_write, self.response_read, self.log_read, self.model, self.process_fd]


@dataclass(frozen=True)
class Exit:
    """How a child ended."""

    code: int
    cpu_seconds: float
    peak_kb: int
    out_of_memory: bool


class Nursery:
    """Makes children within the same walls.

    Args:
        walls_for: Returns the walls for a user and a scratch folder.
        run: What a child does; it never returns.
        scratch: Where scratch folders are made, for children without a root folder of their own.
        groups: Makes their control groups.
    """

    def __init__(self, walls_for: WallsFor, run: Run, scratch: str, groups: Groups) -> None:
        self._walls_for = walls_for
        self._run = run
        self._scratch = scratch
        self._groups = groups
        self._users = list(range(FIRST_USER + MAX_CHILDREN - 1, FIRST_USER - 1, -1))
        probe = walls_for(FIRST_USER, Path(scratch))
        self._own_root = probe.has(Layer.ROOT)
        self._namespaces = ProcessNamespaces() if probe.has(Layer.NAMESPACES) else None

    def fork(self) -> Child:
        """Make a child.

        Raises:
            CannotForkError: There are too many, or the kernel refuses.
            ManyThreadsError: This process has grown a second thread.
        """
        threads = thread_count()
        if threads != 1:
            raise ManyThreadsError(f"Expected one thread before a fork. Received: {threads}")
        if not self._users:
            raise CannotForkError(f"Expected at most {MAX_CHILDREN} models at the same time. Received: one more")
        user = self._users.pop()
        try:
            return self._fork(user)
        except OSError as error:
            self._users.append(user)
            raise CannotForkError(f"Expected to fork. Received: {error}") from error

    def bury(self, child: Child) -> Exit:
        """Take note of the end of a child that has ended, and release what was its own."""
        _, status, usage = os.wait4(child.pid, 0)
        for descriptor in child.handed_over:
            os.close(descriptor)
        self._users.append(child.user)
        out_of_memory = child.group.ran_out_of_memory()
        child.group.remove()
        if child.scratch is not None:
            # Whatever the model left there must not end the server.
            with suppress(Exception):
                shutil.rmtree(child.scratch)
        cpu_seconds = usage.ru_utime + usage.ru_stime
        return Exit(os.waitstatus_to_exitcode(status), cpu_seconds, usage.ru_maxrss, out_of_memory)

    def _fork(self, user: int) -> Child:
        with ExitStack() as child_ends, ExitStack() as on_error:
            request_read, request_write = _pipe(child_ends, on_error, parent_writes=True)
            response_write, response_read = _pipe(child_ends, on_error, parent_writes=False)
            log_write, log_read = _pipe(child_ends, on_error, parent_writes=False)
            model = os.memfd_create("model", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
            on_error.callback(os.close, model)
            scratch = None if self._own_root else self._make_scratch(user)
            group = self._groups.make()
            on_error.callback(group.remove)
            walls = replace(self._walls_for(user, scratch or Path(self._scratch)), group=group)
            pid = self._fork_into(walls, ChildEnds(request_read, response_write, log_write, model))
            on_error.pop_all()
            process_fd = os.pidfd_open(pid)
            return Child(pid, process_fd, user, scratch, group, request_write, response_read, log_read, model)

    def _fork_into(self, walls: Walls, ends: ChildEnds) -> int:
        if self._namespaces is not None:
            self._namespaces.next_child_leads_one()
        try:
            pid = os.fork()
            if pid == 0:
                self._run(walls, ends)
        finally:
            if self._namespaces is not None:
                self._namespaces.come_back()
        return pid

    def _make_scratch(self, user: int) -> Path:
        folder = Path(tempfile.mkdtemp(prefix="gradatim-model-", dir=self._scratch))
        if self._walls_for(user, folder).powers.change_user:
            os.chown(folder, user, user)
        return folder


def kill(child: Child) -> None:
    """End a child and, through its namespace, whatever it started. Harmless when it has ended."""
    with suppress(ProcessLookupError):
        signal.pidfd_send_signal(child.process_fd, signal.SIGKILL)
    child.group.kill()


def _pipe(child_ends: ExitStack, on_error: ExitStack, *, parent_writes: bool) -> tuple[int, int]:
    """Return a pipe as the child's end and the parent's end."""
    read, write = os.pipe()
    child, parent = (read, write) if parent_writes else (write, read)
    child_ends.callback(os.close, child)
    on_error.callback(os.close, parent)
    return child, parent
