"""Control groups: what is found on this system, and what is written where one is delegated.

Where version 2 has no controllers for memory and processes, the writing is tested on a tree of folders that stands in
for a delegated group, and the kernel's side on a group without controllers. Both together: `test_cgroup_limits.py`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from gradatim.sandbox.child.memory import MemoryMeter
from gradatim.sandbox.confinement.cgroup import Absent, Group, Groups, find_subtree
from gradatim.sandbox.confinement.limits import MAX_THREADS
from gradatim.sandbox.probe import probe
from tests.sandbox.conftest import require_full

KERNEL_FILES = ("cgroup.procs", "cgroup.kill", "pids.max", "memory.max", "memory.oom.group", "memory.swap.max")


def test_this_system_says_what_it_has() -> None:
    require_full()
    found, said = find_subtree(), probe().layers["cgroup"]
    if isinstance(found, Path):
        assert said.startswith(f"{found}/gradatim-")
        return
    assert said == f"absent: {found.reason}"
    mounted = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines() if "- cgroup2" in line]
    if mounted and "memory" not in (Path(mounted[0]) / "cgroup.controllers").read_text().split():
        assert said == f"absent: no memory controller in {mounted[0]}"


@dataclass(frozen=True)
class StandIn:
    """Folders in place of /proc and of a delegated group, with a neighbour in which the grader lies."""

    proc: Path
    delegated: Path


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """A tree of folders in which making and removing one does what the kernel would do."""
    mounted = tmp_path / "cgroup"
    delegated = mounted / "unit"
    (delegated / "grader").mkdir(parents=True)
    (delegated / "cgroup.controllers").write_text("cpu memory pids\n")
    (delegated / "cgroup.subtree_control").write_text("")
    os.setxattr(delegated, "user.delegate", b"1")
    proc = tmp_path / "proc"
    (proc / "77").mkdir(parents=True)
    (proc / "self").symlink_to("77")
    (proc / "77" / "cgroup").write_text("9:name=systemd:/\n0::/unit/grader\n")
    (proc / "77" / "mountinfo").write_text(
        f"30 1 0:26 / {tmp_path} rw - tmpfs tmpfs rw\n41 31 0:38 / {mounted} rw - cgroup2 cgroup2 rw\n"
    )
    make = Path.mkdir

    def mkdir(folder: Path) -> None:
        make(folder)
        if folder.parent == delegated:
            for name in KERNEL_FILES:
                (folder / name).touch()

    def rmdir(folder: Path) -> None:
        if (folder / "cgroup.procs").read_text():
            raise OSError("busy")
        shutil.rmtree(folder)

    monkeypatch.setattr(Path, "mkdir", mkdir)
    monkeypatch.setattr(Path, "rmdir", rmdir)
    return StandIn(proc, delegated)


def test_the_parent_of_the_graders_group_is_found_and_passes_its_controllers_on(stand_in: StandIn) -> None:
    assert find_subtree(stand_in.proc) == stand_in.delegated
    assert (stand_in.delegated / "cgroup.subtree_control").read_text() == "+memory +pids"


@pytest.mark.parametrize(
    ("file", "text", "reason"),
    [
        ("proc/77/cgroup", "9:name=systemd:/\n", "no cgroup version 2"),
        ("proc/77/mountinfo", "", "no cgroup version 2"),
        ("proc/77/cgroup", "0::/../other\n", "its own group /../other is out of sight"),
        ("cgroup/unit/cgroup.controllers", "cpu pids\n", "no memory controller in"),
        ("cgroup/unit/cgroup.controllers", "memory\n", "no pids controller in"),
        ("cgroup/unit/cgroup.subtree_control", None, "No such file"),
        ("cgroup/unit", "unmarked", "is not marked as delegated"),
    ],
)
def test_what_is_missing_is_named(stand_in: StandIn, tmp_path: Path, file: str, text: str | None, reason: str) -> None:
    if text == "unmarked":
        os.removexattr(tmp_path / file, "user.delegate")
    elif text is None:
        (tmp_path / file).unlink()
    else:
        (tmp_path / file).write_text(text)
    found = find_subtree(stand_in.proc)
    assert isinstance(found, Absent)
    assert reason in found.reason
    assert Groups(found, stand_in.proc).make() == found


def test_a_group_gets_its_limits_and_goes_with_its_child(stand_in: StandIn) -> None:
    groups = Groups(stand_in.delegated, stand_in.proc)
    first, second = groups.make(), groups.make()
    assert isinstance(first, Group)
    assert isinstance(second, Group)
    assert [first.folder.name, second.folder.name] == ["gradatim-77-0", "gradatim-77-1"]
    assert (first.folder / "pids.max").read_text() == str(MAX_THREADS)
    assert (first.folder / "memory.oom.group").read_text() == "1"
    assert (first.folder / "memory.swap.max").read_text() == "0"
    assert first.join().startswith(f"{first.folder}: {MAX_THREADS} threads")
    assert (first.folder / "cgroup.procs").read_text() == "0"
    first.kill()
    assert (first.folder / "cgroup.kill").read_text() == "1"
    first.remove()
    assert first.folder.exists()
    second.remove()
    assert not second.folder.exists()


def test_groups_of_servers_that_are_no_more_are_removed(stand_in: StandIn) -> None:
    for name in ("gradatim-76-0", "gradatim-77-3", "other"):
        (stand_in.delegated / name).mkdir()
    Groups(stand_in.delegated, stand_in.proc)
    left = {folder.name for folder in stand_in.delegated.iterdir() if folder.is_dir()}
    assert left == {"gradatim-77-3", "grader", "other"}


MEASURE = """
import sys
from pathlib import Path
from gradatim.sandbox.child.memory import MemoryMeter
import resource
meter = MemoryMeter(Path(sys.argv[1]))
assert len(meter.descriptors) == 2
meter.limit(64)
print(resource.getrlimit(resource.RLIMIT_DATA)[0], meter.descriptors)
"""


def test_the_group_may_use_as_many_bytes_as_the_process(tmp_path: Path) -> None:
    file = tmp_path / "memory.max"
    file.touch()
    done = subprocess.run([sys.executable, "-c", MEASURE, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [file.read_text(), "[]"]
    assert int(file.read_text()) > 64 << 20


def test_without_a_group_nothing_is_limited_by_one() -> None:
    meter = MemoryMeter(Absent("of the test").memory_limit)
    assert len(meter.descriptors) == 1
    os.close(meter.descriptors[0])


JOIN = """
import sys, time
from pathlib import Path
from gradatim.sandbox.confinement.cgroup import Group
Group(Path(sys.argv[1])).join()
print("up", flush=True)
time.sleep(100)
"""


def test_the_kernel_moves_and_ends_the_processes_of_a_group() -> None:
    mounts = [line.split()[4] for line in Path("/proc/self/mountinfo").read_text().splitlines() if "- cgroup2" in line]
    if not mounts or not os.access(mounts[0], os.W_OK):
        pytest.skip("this user may not make control groups here")
    group = Group(Path(mounts[0]) / f"gradatim-test-{os.getpid()}")
    group.folder.mkdir()
    try:
        with subprocess.Popen([sys.executable, "-c", JOIN, str(group.folder)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"up\n"
            assert f"/{group.folder.name}\n" in Path(f"/proc/{process.pid}/cgroup").read_text()
            group.remove()
            assert group.folder.exists()
            group.kill()
            assert process.wait(60) == -9
    finally:
        group.remove()
    assert not group.folder.exists()
    assert group.join().startswith("absent: ")
