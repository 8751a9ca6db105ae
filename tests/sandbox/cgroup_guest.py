"""First process of a kernel that has control groups with all controllers: tries what they limit, and powers off.

Arguments: a folder of the host for `found.json`. Everything else of the host's files is read-only here.
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import traceback
from pathlib import Path

from gradatim.sandbox.confinement.syscalls import mount

WALLED = str(Path(__file__).with_name("walled.py"))
UNIT = Path("/sys/fs/cgroup/unit")
WRITABLE = "/var/tmp"
# 150 MB of scratch space, for a process that may have 64 MB more than it begins with.
FILL = "for n in range(150):\n    with open(f'{n}', 'wb') as f: f.write(bytes(1 << 20))\nresult = 'written'"
SCRIPT = "for n in range(500):\n    with open(f'{n}', 'wb') as f: f.write(bytes(1 << 20))\nverdict = 'written'"
THREADS = (
    "import threading\nstop = threading.Event()\nn = 0\nthreading.stack_size(65536)\n"
    "try:\n    while n < 300: threading.Thread(target=stop.wait, daemon=True).start(); n += 1\n"
    "except RuntimeError: pass\nresult = n"
)
_POWER_OFF = 0x4321FEDC


def lay_out() -> None:
    """Mount what a system has, and lie in a group as systemd would make it."""
    mount("proc", "/proc", "proc")
    mount("sys", "/sys", "sysfs")
    mount("cgroup2", "/sys/fs/cgroup", "cgroup2")
    mount("tmp", WRITABLE, "tmpfs")
    own = UNIT / "grader"
    own.mkdir(parents=True)
    (UNIT.parent / "cgroup.subtree_control").write_text("+memory +pids")
    (own / "cgroup.procs").write_text("1")


def within_walls(lines: str, without: str = "") -> object:
    """Run lines within the walls; return their result, None when the kernel ended them."""
    done = subprocess.run(
        [sys.executable, WALLED, "full", without, lines], capture_output=True, text=True, check=False, timeout=120
    )
    return json.loads(done.stdout) if done.stdout else done.stderr[-500:] or None


def grade_scripts() -> list[str]:
    """Return the outcomes of a script that fills its scratch space, and of the next one."""
    from gradatim.sandbox.limits import RunLimits
    from gradatim.sandbox.mode import SandboxMode
    from gradatim.sandbox.run_code import run_code
    from gradatim.sandbox.warm_launcher import WarmLauncher

    launcher = WarmLauncher(SandboxMode.FULL, spares=0)
    try:
        limits = RunLimits(memory_mb=32, seconds=120)
        return [run_code(lines, {}, limits, launcher=launcher).outcome for lines in (SCRIPT, "verdict = 'ran'")]
    finally:
        launcher.close()


def look_round() -> dict[str, object]:
    """Return what came of each attempt, by name."""
    from gradatim.sandbox.confinement.cgroup import find_subtree
    from gradatim.sandbox.probe import probe

    undelegated = str(find_subtree())
    os.setxattr(UNIT, "user.delegate", b"1")
    leftover = UNIT / "gradatim-99999-0"
    leftover.mkdir()
    confinement = probe()
    return {
        "undelegated": undelegated,
        "mode": confinement.mode,
        "cgroup": confinement.layers.get("cgroup"),
        "passed on": (UNIT / "cgroup.subtree_control").read_text().split(),
        "fill": within_walls(FILL),
        "fill, no group": within_walls(FILL, "cgroup"),
        "little": within_walls(FILL.replace("150", "15")),
        "scripts": grade_scripts(),
        "threads": within_walls(THREADS, "limits"),
        "threads, no group": within_walls(THREADS, "limits,cgroup"),
        "left": sorted(folder.name for folder in UNIT.iterdir() if folder.is_dir()),
    }


def main(folder: str) -> None:
    """Look round, leave what was found in the host's folder, and end this kernel."""
    try:
        lay_out()
        found = look_round()
    except BaseException:
        found = {"error": traceback.format_exc()}
    Path(WRITABLE, "host").mkdir()
    mount("none", f"{WRITABLE}/host", "hostfs", 0, folder)
    Path(WRITABLE, "host", "found.json").write_text(json.dumps(found))
    os.sync()
    ctypes.CDLL(None).reboot(_POWER_OFF)


if __name__ == "__main__":
    main(sys.argv[1])
