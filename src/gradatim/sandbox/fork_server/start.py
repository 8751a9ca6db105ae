"""The first steps of a fork server: a guard, a process namespace, the walls of its children."""

from __future__ import annotations

import os
import select
import signal
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from gradatim.sandbox.confinement.cgroup import Absent, Groups, find_subtree
from gradatim.sandbox.confinement.enter import Walls
from gradatim.sandbox.confinement.layer import Layer
from gradatim.sandbox.confinement.namespaces import enter_process_namespace
from gradatim.sandbox.confinement.privileges import Powers, powers
from gradatim.sandbox.confinement.syscalls import PR_SET_PDEATHSIG, prctl
from gradatim.sandbox.fork_server.libraries import find_libraries
from gradatim.sandbox.fork_server.nursery import WallsFor
from gradatim.sandbox.fork_server.order import Order


def leave_a_guard(order: Order) -> Powers:
    """Split into a guard, which watches the parent, and the server, with which all children end.

    Returns:
        In the server only: what it may do.

    Raises:
        OSError: The system allows no process namespace.
    """
    parent = os.pidfd_open(order.parent_pid)
    if os.getppid() != order.parent_pid:
        os._exit(0)
    mine = _powers(order)
    if order.namespaces and Layer.NAMESPACES not in order.without:
        enter_process_namespace(mine)
    server = os.fork()
    if server:
        _guard(parent, server, order.control_fd)
    # The guard has one thread, so the signal comes when it ends and not before.
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.close(parent)
    return mine


def walls_of(order: Order, mine: Powers) -> WallsFor:
    """Return what makes the walls for a user and a scratch folder."""
    found = find_libraries()

    def walls_for(user: int, scratch: Path) -> Walls:
        return Walls(
            powers=mine,
            user=user,
            libraries=found.readable,
            hidden=found.hidden,
            scratch=scratch,
            namespaces=order.namespaces,
            without=order.without,
        )

    return walls_for


def groups_of(order: Order) -> Groups:
    """Return what makes the control groups of the children, once for the life of this process."""
    return Groups(Absent("left out") if Layer.CGROUP in order.without else find_subtree())


def _powers(order: Order) -> Powers:
    mine = powers()
    # In a user namespace there is no other user to become.
    in_user_namespace = order.namespaces and not mine.namespaces
    return Powers(change_user=False, namespaces=False) if in_user_namespace else mine


def _guard(parent: int, server: int, control_fd: int) -> NoReturn:
    """End the server when the parent ends, however busy the server is, and end with it."""
    os.close(control_fd)
    poller = select.poll()
    poller.register(parent, select.POLLIN)
    poller.register(os.pidfd_open(server), select.POLLIN)
    poller.poll()
    with suppress(ProcessLookupError):
        os.kill(server, signal.SIGKILL)
    _, status = os.waitpid(server, 0)
    os._exit(max(os.waitstatus_to_exitcode(status), 0))
