"""CPU of a tree of processes: of the living, of those that have ended, and not before all of them rest."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from benchmarks.process_tree import NotSettledError, cpu_seconds, descendants, end_tree, settled_cpu_seconds

SPIN = "import time\nwhile time.process_time() < 0.4: pass"
REST = "import time\ntime.sleep(60)"
FAMILY = f"""
import subprocess, sys, time
subprocess.run([sys.executable, "-c", {SPIN!r}])
lasting = subprocess.Popen([sys.executable, "-c", {SPIN!r} + "\\n" + {REST!r}])
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture
def family() -> Iterator[subprocess.Popen[str]]:
    """A process with a child that has ended and one that lives on."""
    with subprocess.Popen([sys.executable, "-c", FAMILY], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        end_tree(process.pid)


def test_the_cpu_of_living_and_ended_children_counts_and_is_waited_for(family: subprocess.Popen[str]) -> None:
    assert 0.75 < settled_cpu_seconds(family.pid) < 3


def test_a_tree_that_goes_on_working_never_counts_as_settled() -> None:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
        with pytest.raises(NotSettledError):
            settled_cpu_seconds(busy.pid, seconds=1.5)
        busy.kill()


def test_ending_a_tree_ends_children_too(family: subprocess.Popen[str]) -> None:
    children = descendants(family.pid) - {family.pid}
    assert children
    end_tree(family.pid)
    family.wait(60)
    deadline = time.monotonic() + 60
    while any(cpu_seconds(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(descendants(child) for child in children)
