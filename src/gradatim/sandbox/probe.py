"""Finds out once how strictly this machine can confine a model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gradatim.sandbox.environment import scrubbed_environment
from gradatim.sandbox.mode import SandboxMode

if TYPE_CHECKING:
    from gradatim.sandbox.fork_server.order import Order

_MODULE = "gradatim.sandbox.fork_server.probe"
_SECONDS = 60.0
_TRIALS = 3


@dataclass(frozen=True)
class Confinement:
    """How strictly models can be confined here.

    Args:
        mode: The strictest mode that works.
        layers: What stands in that mode, in words by the layer's name.
        reason: Why it is not stricter; empty for `full`.
    """

    mode: SandboxMode
    layers: dict[str, str] = field(default_factory=dict)
    reason: str = ""


_lock = threading.Lock()
_found: Confinement | None = None


def probe() -> Confinement:
    """Return how strictly models can be confined here, by trying it in a process of its own.

    What was found is remembered, unless it is that nothing works, which may mend itself.
    """
    global _found  # noqa: PLW0603 - remembered for the life of the process
    with _lock:
        if _found is None:
            confinement = _probe()
            if confinement.mode is SandboxMode.NONE:
                return confinement
            _found = confinement
        return _found


def _probe() -> Confinement:
    if sys.platform != "linux":
        return Confinement(SandboxMode.NONE, reason=f"the confinement needs Linux, and this is {sys.platform}")
    full = _try(namespaces=True)
    if isinstance(full, Layers):
        return Confinement(SandboxMode.FULL, full.standing)
    reduced = _try(namespaces=False)
    if isinstance(reduced, Layers):
        return Confinement(SandboxMode.REDUCED, reduced.standing, reason=f"no namespaces: {full.reason}")
    reason = f"with namespaces: {full.reason}; without them: {reduced.reason}"
    return Confinement(SandboxMode.NONE, reason=reason)


@dataclass(frozen=True)
class Layers:
    """A trial that went all the way."""

    standing: dict[str, str]


@dataclass(frozen=True)
class Obstacle:
    """A trial that did not."""

    reason: str


def _try(*, namespaces: bool) -> Layers | Obstacle:
    from gradatim.sandbox.fork_server.order import Order

    # The probe serves nobody, so its order has no socket.
    order = Order(
        control_fd=os.open(os.devnull, os.O_RDONLY),
        parent_pid=os.getpid(),
        scratch=tempfile.gettempdir(),
        namespaces=namespaces,
        spares=0,
    )
    try:
        answer = json.loads(_run(order))
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return Obstacle(f"{type(error).__name__}: {error}")
    finally:
        os.close(order.control_fd)
    return Layers(answer["layers"]) if "layers" in answer else Obstacle(answer["reason"])


def _run(order: Order) -> bytes:
    """Run the trial and return what it says. One that is killed from outside says nothing of the machine: once more."""
    for _ in range(_TRIALS):
        tried = subprocess.run(
            [sys.executable, "-P", "-s", "-X", "utf8", "-m", _MODULE, order.as_argument()],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            pass_fds=(order.control_fd,),
            cwd="/",
            env=scrubbed_environment(os.devnull),
            start_new_session=True,
            timeout=_SECONDS,
            check=False,
        )
        if tried.stdout:
            break
    return tried.stdout
