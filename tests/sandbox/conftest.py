"""Real models, written once by TensorFlow in a process of its own, and one fork server for all tests."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.probe import probe
from gradatim.sandbox.warm_launcher import WarmLauncher

AS_ORDINARY_USER = Path(__file__).with_name("as_ordinary_user.py")


@pytest.fixture(scope="session")
def models() -> Iterator[Path]:
    """The folder of saved models that `make_models.py` writes."""
    script = Path(__file__).with_name("make_models.py")
    # Not a folder of pytest's, which only its own user may pass through.
    with tempfile.TemporaryDirectory(prefix="gradatim-models-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        command = [sys.executable, "-I", str(script), str(folder)]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stderr[-2000:]
        yield folder


@pytest.fixture(scope="session")
def warm() -> Iterator[WarmLauncher]:
    """A fork server whose children are fully confined."""
    require_full()
    launcher = WarmLauncher(SandboxMode.FULL)
    yield launcher
    launcher.close()


@pytest.fixture(params=["root", "user"])
def as_user(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    """What to put before a command, so that it runs as the user of the tests, and as one without privileges."""
    require_full()
    if request.param == "root":
        return []
    if os.getuid() != 0:
        pytest.skip("the tests run as a user without privileges already")
    return [sys.executable, str(AS_ORDINARY_USER)]


def require_full() -> None:
    """Skip the test on a machine that cannot confine anything fully."""
    confinement = probe()
    if confinement.mode is not SandboxMode.FULL:
        pytest.skip(f"this machine cannot confine a model fully: {confinement.reason}")
