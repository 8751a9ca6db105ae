"""`gradatim start`: the link, a second start, the end; and that the server does without TensorFlow."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx2

from gradatim.web.serve import find_running
from tests.web.running import RunningDashboard


def test_start_prints_a_link_and_a_second_start_another_one(tmp_path: Path) -> None:
    running = RunningDashboard(tmp_path / "home", tmp_path)
    running.start()
    try:
        second = subprocess.run(
            [sys.executable, "-m", "gradatim", "start", "--no-open"],
            cwd=tmp_path,
            env=running.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert "runs already" in second.stdout
        links = {running.link, next(line for line in second.stdout.splitlines() if "/enter?key=" in line)}
        assert len(links) == 2
        for link in links:
            assert httpx2.get(link, timeout=60).status_code == 303
            assert httpx2.get(link, timeout=60).status_code == 401
        assert (tmp_path / "home").stat().st_mode & 0o777 == 0o700
    finally:
        code = running.stop()
    assert code == 0
    assert "Traceback" not in "".join(running.output)
    assert find_running(tmp_path / "home") is None


def test_a_browser_stays_signed_in_when_the_server_is_started_again(tmp_path: Path) -> None:
    running = RunningDashboard(tmp_path / "home", tmp_path)
    running.start()
    try:
        with running.client() as client:
            running.restart()
            assert client.get("/").status_code == 200
    finally:
        running.stop()


HEAVY = {"tensorflow", "keras", "numpy", "scipy", "pandas", "matplotlib", "h5py", "PIL", "alembic", "jupytext"}


def test_from_the_start_to_the_first_page_nothing_heavy_is_imported(tmp_path: Path) -> None:
    before = RunningDashboard(tmp_path / "home", tmp_path)
    before.start()  # an installation of this version: what a new or an older one needs is another matter
    before.stop()
    running = RunningDashboard(before.home, tmp_path, {"PYTHONPROFILEIMPORTTIME": "1"})
    running.start()
    try:
        with running.client() as client:
            assert client.get("/").status_code == 200
    finally:
        running.stop()
    imported = {line.rpartition("|")[2].strip() for line in running.output if line.startswith("import time:")}
    assert "gradatim.web.views.skill_map" in imported
    assert imported & HEAVY == set()


def test_readiness_needs_no_scipy() -> None:
    code = """
import sys
from gradatim.exams.task_scores import TaskScore
from gradatim.mastery.readiness import readiness
assert readiness([TaskScore("a", 1, "task", 5, 0.0)], 1).interval
sys.exit("scipy" in sys.modules or "numpy" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
