"""A process with a second thread does not fork: the child could hang for ever."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import NoReturn

import pytest

from gradatim.sandbox.confinement.cgroup import Absent, Groups
from gradatim.sandbox.confinement.enter import Walls
from gradatim.sandbox.confinement.privileges import Powers
from gradatim.sandbox.fork_server.child import ChildEnds
from gradatim.sandbox.fork_server.nursery import CannotForkError, Nursery


def never(walls: Walls, ends: ChildEnds) -> NoReturn:
    raise AssertionError("Expected no fork. Received: one")


def test_no_fork_with_a_second_thread(tmp_path: Path) -> None:
    def walls_for(user: int, scratch: Path) -> Walls:
        powers = Powers(change_user=False, namespaces=False)
        return Walls(powers, user, libraries=(), hidden=(), scratch=scratch, namespaces=False)

    nursery = Nursery(walls_for, never, str(tmp_path), Groups(Absent("of the test")))
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        with pytest.raises(CannotForkError, match="one thread before a fork"):
            nursery.fork()
    finally:
        stop.set()
        thread.join()
