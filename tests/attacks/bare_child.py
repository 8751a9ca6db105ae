"""Runs one payload within the walls of a fork server's child, without TensorFlow, so that it takes a moment only.

`python -m tests.attacks.bare_child ORDER PAYLOAD ARGUMENTS` prints a JSON list: the names of what got out.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import NoReturn

from gradatim.sandbox.child.memory import MemoryMeter
from gradatim.sandbox.confinement.enter import Walls, enter
from gradatim.sandbox.confinement.layer import Layer
from gradatim.sandbox.fork_server.child import ChildEnds
from gradatim.sandbox.fork_server.nursery import Nursery
from gradatim.sandbox.fork_server.order import Order
from gradatim.sandbox.fork_server.start import groups_of, leave_a_guard, walls_of
from tests.sandbox.as_ordinary_user import first_gate, open_gates

_ANSWER_BYTES = 65_536
_MEMORY_MB = 64


def main(order: Order, payload: str, arguments: dict[str, object]) -> NoReturn:
    """Leave a guard, fork a child into the walls and print its answer."""
    module, _, name = payload.rpartition(".")
    attack = getattr(importlib.import_module(module), name)

    def act(walls: Walls, ends: ChildEnds) -> NoReturn:
        try:
            meter = MemoryMeter(walls.group.memory_limit)
            enter(walls, keep=[0, 1, 2, ends.response_write, *meter.descriptors])
            if walls.has(Layer.LIMITS):
                meter.limit(_MEMORY_MB)
            answer: object = attack(**arguments)
        except BaseException as error:
            answer = f"{type(error).__name__}: {error}"
        os.write(ends.response_write, json.dumps(answer).encode())
        os._exit(0)

    if os.getuid() == 0:
        # Without a root folder of its own, the child needs a way to its libraries as the user it becomes.
        needed = {Path(sys.prefix), Path(sys.base_prefix).resolve()}
        open_gates({path: gate for path in needed if (gate := first_gate(path)) is not None})
    nursery = Nursery(walls_of(order, leave_a_guard(order)), act, order.scratch, groups_of(order))
    child = nursery.fork()
    answer = os.read(child.response_read, _ANSWER_BYTES)
    nursery.bury(child)
    os.write(1, answer)
    os._exit(0)


if __name__ == "__main__":
    main(Order.of_argument(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
