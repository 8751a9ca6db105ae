"""The surroundings of the attacks, and the fork server that they attack; one of each for the whole run."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.probe import probe
from gradatim.sandbox.warm_launcher import WarmLauncher
from tests.attacks import surroundings
from tests.attacks.attack import Attack
from tests.attacks.sample import Surroundings


@pytest.fixture(scope="session")
def canary() -> Iterator[surroundings.Canary]:
    """A folder outside that anybody may read and write."""
    with surroundings.canary() as made:
        yield made


@pytest.fixture(scope="session")
def listener() -> Iterator[surroundings.Listener]:
    """Open doors on the loopback address."""
    with surroundings.listener() as made:
        yield made


@pytest.fixture(scope="session")
def bases(
    tmp_path_factory: pytest.TempPathFactory, canary: surroundings.Canary, listener: surroundings.Listener
) -> Path:
    """The folder of models that `make_models.py` writes."""
    folder = tmp_path_factory.mktemp("bases")
    script = Path(__file__).with_name("make_models.py")
    words = [sys.executable, "-I", str(script), str(folder), str(canary.secret), str(listener.port)]
    made = subprocess.run(words, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr[-2000:]
    assert listener.visitors() == []
    assert canary.changes() == []
    return folder


@pytest.fixture(scope="session")
def launcher() -> Iterator[WarmLauncher]:
    """The fork server, in the strictest mode or not at all: nothing hostile runs unconfined."""
    confinement = probe()
    if confinement.mode is not SandboxMode.FULL:
        pytest.skip(f"this machine cannot confine hostile models: {confinement.reason}")
    made = WarmLauncher(SandboxMode.FULL)
    yield made
    made.close()


@pytest.fixture(scope="session")
def attack(bases: Path, canary: surroundings.Canary, listener: surroundings.Listener, launcher: WarmLauncher) -> Attack:
    """Carries out a sample and looks round afterwards."""
    return Attack(launcher, bases, canary, listener)


@pytest.fixture
def around(attack: Attack, tmp_path: Path) -> Surroundings:
    """What a payload may name."""
    return attack.surroundings(tmp_path)
