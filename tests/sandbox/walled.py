"""Runs a few lines of Python within the walls of a model's process, without TensorFlow, and prints what came of it.

Arguments: the mode (`full` or `reduced`), the layers to leave out (comma-separated), the lines. What the lines leave
in `result` is printed as JSON; an exception is printed as its name.
"""

from __future__ import annotations

import json
import os
import socket  # noqa: F401 - within the walls it may be out of reach
import sys
import tempfile
from typing import NoReturn

from gradatim.sandbox.child.memory import MemoryMeter
from gradatim.sandbox.confinement.enter import Walls, enter
from gradatim.sandbox.confinement.layer import Layer
from gradatim.sandbox.fork_server.child import ChildEnds
from gradatim.sandbox.fork_server.nursery import Nursery
from gradatim.sandbox.fork_server.order import Order
from gradatim.sandbox.fork_server.start import groups_of, leave_a_guard, walls_of

MEMORY_MB = 64


def run_lines(walls: Walls, ends: ChildEnds) -> NoReturn:
    try:
        meter = MemoryMeter(walls.group.memory_limit)
        enter(walls, keep=[0, 1, 2, ends.response_write, *meter.descriptors])
        if walls.has(Layer.LIMITS):
            meter.limit(MEMORY_MB)
        names: dict[str, object] = {}
        exec(sys.argv[3], names)
        answer = json.dumps(names.get("result"))
    except BaseException as error:
        answer = json.dumps(f"{type(error).__name__}: {error}")
    os.write(ends.response_write, answer.encode())
    os._exit(0)


def main() -> None:
    order = Order(
        control_fd=os.open(os.devnull, os.O_RDONLY),
        parent_pid=os.getppid(),
        scratch=tempfile.gettempdir(),
        namespaces=sys.argv[1] == "full",
        spares=0,
        without=frozenset(map(Layer, filter(None, sys.argv[2].split(",")))),
    )
    nursery = Nursery(walls_of(order, leave_a_guard(order)), run_lines, order.scratch, groups_of(order))
    child = nursery.fork()
    # Nothing comes from a child that the kernel killed.
    answer = os.read(child.response_read, 65536)
    nursery.bury(child)
    os.write(1, answer)
    os._exit(0)


if __name__ == "__main__":
    main()
