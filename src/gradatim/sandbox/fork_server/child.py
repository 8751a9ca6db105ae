"""What happens in a forked child before the model's code: walls, runtime, `ready`."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from typing import NoReturn

from gradatim.sandbox.child.memory import MemoryMeter
from gradatim.sandbox.confinement.enter import Walls, enter
from gradatim.sandbox.confinement.layer import Layer
from gradatim.sandbox.confinement.root_folder import SCRATCH
from gradatim.sandbox.wire import frame_start

_FIRST_OF_OURS = 3
_OUT_OF_THE_WAY = 100


@dataclass(frozen=True)
class ChildEnds:
    """The child's ends of its pipes, and the file in memory that the model's bytes will be in."""

    request_read: int
    response_write: int
    log_write: int
    model: int


def run_child(walls: Walls, ends: ChildEnds) -> NoReturn:
    """Confine this process, serve one conversation and leave.

    Args:
        walls: To what it is confined.
        ends: Its descriptors.
    """
    response = ends.response_write
    try:
        request, response, model = _arrange(ends)
        meter = MemoryMeter(walls.group.memory_limit)
        enter(walls, keep=[0, 1, 2, request, response, model, *meter.descriptors])
        _feel_at_home(SCRATCH if walls.has(Layer.ROOT) else str(walls.scratch))
        _converse(request, response, model, meter if walls.has(Layer.LIMITS) else None)
        os._exit(0)
    except BaseException as error:
        message = f"{type(error).__name__}: {error}"[:1000]
        os.write(response, frame_start({"status": "unavailable", "message": message}))
        os._exit(1)


def _converse(request: int, response: int, model: int, meter: MemoryMeter | None) -> None:
    # Imported already, unless the server leaves importing TensorFlow to its children.
    from gradatim.sandbox.child.blocked_imports import block_imports

    block_imports()
    from gradatim.sandbox.child.conversation import converse
    from gradatim.sandbox.child.runtime import prepare_runtime

    prepare_runtime()
    os.write(response, frame_start({"status": "ready"}))
    converse(request, response, model, meter)


def _arrange(ends: ChildEnds) -> tuple[int, int, int]:
    """Put the descriptors where every child has them: nothing, log, log, request, response, model."""
    nothing = os.open("/dev/null", os.O_RDWR)
    wanted = [nothing, ends.log_write, ends.log_write, ends.request_read, ends.response_write, ends.model]
    # First out of the way, so that none is overwritten before it was moved.
    moved = [_duplicate_above(descriptor) for descriptor in wanted]
    for number, descriptor in enumerate(moved):
        os.dup2(descriptor, number)
    return _FIRST_OF_OURS, _FIRST_OF_OURS + 1, _FIRST_OF_OURS + 2


def _duplicate_above(descriptor: int) -> int:
    import fcntl

    return fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _OUT_OF_THE_WAY)


def _feel_at_home(folder: str) -> None:
    os.environ.update(dict.fromkeys(("HOME", "TMPDIR", "KERAS_HOME", "MPLCONFIGDIR"), folder))
    # The server's answer is remembered there.
    tempfile.tempdir = None
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - these are the process's own streams
    sys.stdout = open(1, "w", closefd=False, encoding="utf-8", errors="replace")  # noqa: SIM115
    sys.stderr = open(  # noqa: SIM115
        2, "w", closefd=False, encoding="utf-8", errors="backslashreplace", buffering=1
    )
    sys.argv[:] = ["grader"]
