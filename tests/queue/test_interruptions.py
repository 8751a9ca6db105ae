"""Whoever is killed, every submission is scored once. `make kill-test` does the same at 200 moments."""

from __future__ import annotations

import subprocess
import sys

from tests.queue.conftest import REPOSITORY


def test_ten_kills_at_random_moments_lose_nothing_and_leave_nothing() -> None:
    command = [sys.executable, "-m", "tests.queue.interruptions", "--points", "10"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert "10 kills in" in done.stdout
