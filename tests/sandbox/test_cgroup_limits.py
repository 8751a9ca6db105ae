"""The limits of control groups, in a kernel of its own that has all controllers, whatever this machine has.

It needs User-Mode Linux, a kernel that runs as an ordinary process: `apt-get install user-mode-linux`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gradatim.sandbox.confinement.limits import MAX_THREADS

GUEST = str(Path(__file__).with_name("cgroup_guest.py"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """What the guest found."""
    linux = shutil.which("linux.uml")
    if linux is None:
        pytest.skip("User-Mode Linux is not installed")
    folder = tmp_path_factory.mktemp("guest")
    kernel = [linux, "mem=2G", "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", "con=null", "quiet"]
    command = [*kernel, f"uml_dir={folder}", f"init={sys.executable}", "--", "-P", GUEST, str(folder)]
    with (folder / "log").open("wb") as log:
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False, timeout=300)
    written = folder / "found.json"
    assert written.exists(), (folder / "log").read_text(errors="replace")[-3000:]
    answer: dict[str, object] = json.loads(written.read_text())
    assert "error" not in answer, answer["error"]
    return answer


def test_a_delegated_subtree_is_found_once_it_is_marked(found: dict[str, object]) -> None:
    assert "is not marked as delegated" in str(found["undelegated"])
    assert found["mode"] == "full"
    assert str(found["cgroup"]).startswith("/sys/fs/cgroup/unit/gradatim-")
    assert found["passed on"] == ["memory", "pids"]


def test_the_group_bounds_scratch_space_and_data_together(found: dict[str, object]) -> None:
    assert found["little"] == "written"
    assert found["fill, no group"] == "written"
    assert found["fill"] is None


def test_a_script_that_the_group_ends_needed_too_much_memory_and_the_next_one_runs(found: dict[str, object]) -> None:
    assert found["scripts"] == ["memory", "finished"]


def test_the_group_bounds_threads_by_itself(found: dict[str, object]) -> None:
    assert found["threads, no group"] == 300
    assert isinstance(found["threads"], int)
    assert 50 < found["threads"] < MAX_THREADS


def test_no_group_is_left(found: dict[str, object]) -> None:
    assert found["left"] == ["grader"]
