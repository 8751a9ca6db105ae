"""Runs a script on a real disk of its own, so small that it can be filled, or mounted read-only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

_MOUNT = 'mount -t tmpfs -o "size=$1" none "$2" && cd "$2" && exec "$3" -W error -c "$4"'


@cache
def _unshare() -> tuple[str, ...] | None:
    """Return the command that gives a process mounts of its own, as root or in a user namespace."""
    for command in (("unshare", "-m"), ("unshare", "-Urm")):
        if shutil.which("unshare") is None:
            return None
        probe = [*command, "sh", "-c", "mount -t tmpfs none /tmp"]
        if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            return command
    return None


def run_on_small_disk(mount_point: Path, script: str, *, size: str = "1m") -> str:
    """Run a Python script whose working directory is a new file system; return what it printed.

    The file system is gone when the script ends.
    """
    unshare = _unshare()
    if unshare is None:
        pytest.skip("neither root nor user namespaces may mount a file system here")
    mount_point.mkdir(exist_ok=True)
    done = subprocess.run(
        [*unshare, "sh", "-c", _MOUNT, "sh", size, str(mount_point), sys.executable, script],
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
