"""Each layer is needed: where one is left out, something gets out that is held back where it stands.

Only harmless payloads run here: they look at, read or add a file in a folder of the test, reach the listener of the
test, start three processes that end at once, or ask for a little more than a limit.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from gradatim.sandbox.confinement.layer import NOTHING_LEFT_OUT, Layer
from gradatim.sandbox.environment import scrubbed_environment
from gradatim.sandbox.fork_server.order import Order
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.probe import probe
from tests.attacks import surroundings
from tests.attacks.payloads import files, network, processes, resources

_SECONDS = 60
_REPOSITORY = Path(__file__).parents[2]
_AS_ROOT = os.getuid() == 0

Payload = Callable[..., list[str]]


@dataclass(frozen=True)
class Outside:
    """A canary and a listener for one test, which may be reached in it."""

    canary: surroundings.Canary
    listener: surroundings.Listener

    def arguments_of(self, payload: Payload) -> dict[str, object]:
        """Return what a payload is told."""
        told: dict[Payload, dict[str, object]] = {
            files.look: {"paths": [str(self.canary.secret)]},
            files.read: {"paths": [str(self.canary.secret)]},
            files.leave: {"folders": [str(self.canary.folder)]},
            files.devices: {"names": ["/dev/urandom"]},
            network.host_name: {"known": os.uname().nodename},
            network.connect: {
                "port": self.listener.port,
                "unix_path": self.listener.unix_path,
                "abstract": self.listener.abstract,
            },
            processes.fork: {"times": 3},
        }
        return told.get(payload, {})


@pytest.fixture
def outside() -> Iterator[Outside]:
    """Surroundings that no other test looks at."""
    if probe().mode is not SandboxMode.FULL:
        pytest.skip(f"this machine cannot confine: {probe().reason}")
    with surroundings.canary() as canary, surroundings.listener() as listener:
        yield Outside(canary, listener)


def got_out(payload: Payload, outside: Outside, without: frozenset[Layer]) -> list[str]:
    """Run a payload within the walls that are left."""
    order = Order(
        control_fd=os.open(os.devnull, os.O_RDONLY),
        parent_pid=os.getpid(),
        scratch=tempfile.gettempdir(),
        namespaces=True,
        spares=0,
        without=without,
    )
    name = f"{payload.__module__}.{payload.__name__}"
    arguments = json.dumps(outside.arguments_of(payload))
    try:
        answer = subprocess.run(
            [sys.executable, "-P", "-m", "tests.attacks.bare_child", order.as_argument(), name, arguments],
            capture_output=True,
            cwd="/",
            env=scrubbed_environment(os.devnull) | {"PYTHONPATH": str(_REPOSITORY)},
            pass_fds=(order.control_fd,),
            timeout=_SECONDS,
            check=True,
        )
    finally:
        os.close(order.control_fd)
    names = json.loads(answer.stdout)
    assert isinstance(names, list), names
    return names


@pytest.mark.parametrize(
    ("layer", "payload"),
    [
        (Layer.LIMITS, resources.large_file),
        (Layer.LIMITS, resources.descriptors),
        (Layer.LIMITS, processes.threads),
        (Layer.NAMESPACES, network.host_name),
        (Layer.NAMESPACES, files.look),
        (Layer.ROOT, files.look),
        (Layer.LANDLOCK, files.devices),
        (Layer.SECCOMP, processes.fork),
        (Layer.SECCOMP, processes.fork_raw),
        (Layer.SECCOMP, network.common_families),
        (Layer.SECCOMP, resources.shared),
    ],
)
def test_without_a_layer_something_gets_out(layer: Layer, payload: Payload, outside: Outside) -> None:
    assert got_out(payload, outside, NOTHING_LEFT_OUT) == []
    assert got_out(payload, outside, frozenset({layer})) != []


@pytest.mark.skipif(not _AS_ROOT, reason="only for root the kernel does not count threads")
def test_with_the_privileges_of_root_a_limit_is_no_limit(outside: Outside) -> None:
    assert got_out(processes.threads, outside, NOTHING_LEFT_OUT) == []
    assert got_out(processes.threads, outside, frozenset({Layer.UNPRIVILEGED})) != []


def test_without_privileges_fewer_system_calls_do_harm(outside: Outside) -> None:
    others = frozenset({Layer.SECCOMP})
    assert "host name" not in got_out(processes.gain, outside, others)
    assert "host name" in got_out(processes.gain, outside, others | {Layer.UNPRIVILEGED})


def test_files_are_out_of_reach_twice(outside: Outside) -> None:
    for one in (Layer.ROOT, Layer.LANDLOCK):
        assert got_out(files.read, outside, frozenset({one})) == []
        assert outside.canary.changes() == []
    neither = frozenset({Layer.ROOT, Layer.LANDLOCK})
    assert f"open {outside.canary.secret}" in got_out(files.read, outside, neither)
    assert f"write to {outside.canary.folder}" in got_out(files.leave, outside, neither)
    # What the corpus looks at to tell whether a sample got out does tell.
    assert outside.canary.changes() == [str(outside.canary.folder), str(outside.canary.folder / "gradatim-attack")]


def test_the_listener_is_out_of_reach_three_times(outside: Outside) -> None:
    walls = frozenset({Layer.NAMESPACES, Layer.LANDLOCK, Layer.SECCOMP})
    for one in walls:
        assert "tcp" not in got_out(network.connect, outside, walls - {one})
    outside.listener.visitors()
    assert {"tcp", "udp", "unix path", "abstract unix"} <= set(got_out(network.connect, outside, walls))
    assert len(outside.listener.visitors()) == 4
