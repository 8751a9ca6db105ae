"""Goes the whole way into confinement once, without TensorFlow, and looks whether the walls hold.

`python -m gradatim.sandbox.fork_server.probe ORDER` prints a JSON object: `layers`, in words by name, or `reason`, why
it cannot be done here.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from gradatim.sandbox.confinement.enter import Walls, enter
from gradatim.sandbox.confinement.landlock import landlock_version
from gradatim.sandbox.fork_server.child import ChildEnds
from gradatim.sandbox.fork_server.nursery import Nursery
from gradatim.sandbox.fork_server.order import Order
from gradatim.sandbox.fork_server.start import groups_of, leave_a_guard, walls_of

_ANSWER_BYTES = 65_536


def main() -> NoReturn:
    """Print what stands, or why nothing does."""
    order = Order.of_argument(sys.argv[-1])
    try:
        mine = leave_a_guard(order)
        nursery = Nursery(walls_of(order, mine), try_walls, order.scratch, groups_of(order))
        child = nursery.fork()
        answer = os.read(child.response_read, _ANSWER_BYTES)
        nursery.bury(child)
    except Exception as error:  # whatever it is, it is the reason
        answer = _reason(error)
    os.write(1, answer)
    os._exit(0)


def try_walls(walls: Walls, ends: ChildEnds) -> NoReturn:
    """Enter, look round, tell and leave."""
    try:
        if not walls.namespaces and landlock_version() == 0:
            raise OSError("Landlock is not in this kernel")  # noqa: TRY301 - one reason among the others
        standing = enter(walls, keep=[0, 1, 2, ends.response_write])
        _look_round(walls)
        answer = json.dumps({"layers": standing}).encode()
    except BaseException as error:
        answer = _reason(error)
    os.write(ends.response_write, answer)
    os._exit(0)


def _look_round(walls: Walls) -> None:
    for path in walls.libraries:
        if path.is_dir():
            os.listdir(path)  # noqa: PTH208 - raises what keeps it from being read
        else:
            path.read_bytes()
    Path("written").write_text("x")
    for name, attempt in _FORBIDDEN.items():
        if _succeeds(attempt):
            raise OSError(f"{name} is possible within all walls")


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


_FORBIDDEN: dict[str, Callable[[], object]] = {
    "reading /etc/passwd": lambda: Path("/etc/passwd").read_bytes(),
    "writing to /tmp": lambda: Path("/tmp/gradatim-probe").write_text(""),  # noqa: S108 - must fail
    "opening a socket": socket.socket,
    "starting a process": _fork,
    "becoming root": lambda: os.setuid(0),
}


def _reason(error: BaseException) -> bytes:
    return json.dumps({"reason": f"{type(error).__name__}: {error}"[:500]}).encode()


if __name__ == "__main__":
    main()
