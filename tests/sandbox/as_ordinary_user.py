"""Runs a command as a user without privileges. Arguments: the command. Called as root.

Where the interpreter lies in a folder that only root may pass through, the command gets mounts of its own in which
anyone may. Nothing outside the command sees them.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from gradatim.sandbox.confinement.syscalls import mount, unshare

USER = 60_002
_NEW_MOUNTS = 0x20000
_BIND, _RECURSIVE, _PRIVATE = 4096, 16384, 1 << 18


def main() -> None:
    paths = {Path(sys.prefix), Path(sys.base_prefix).resolve(), Path(__file__).resolve().parents[2]}
    # The virtual environment usually lies in the repository, and comes along with it.
    needed = [path for path in paths if not any(path != other and path.is_relative_to(other) for other in paths)]
    blocked = {path: gate for path in needed if (gate := first_gate(path)) is not None}
    if blocked:
        open_gates(blocked)
    os.setgroups([])
    os.setresgid(USER, USER, USER)
    os.setresuid(USER, USER, USER)
    # USER has no home folder, and the temporary folder must be its own. The command replaces this process, so nobody
    # could remove a folder of its own afterwards: all share one.
    folder = Path(tempfile.gettempdir(), f"gradatim-user-{USER}")
    folder.mkdir(mode=0o700, exist_ok=True)
    os.environ.update({"HOME": str(folder), "TMPDIR": str(folder)})
    os.chdir(folder)
    os.execv(sys.argv[1], sys.argv[1:])


def first_gate(path: Path) -> Path | None:
    """Return the highest folder above `path` that others may not pass through."""
    for folder in reversed([path, *path.parents]):
        if not folder.stat().st_mode & 0o001:
            return folder
    return None


def open_gates(blocked: dict[Path, Path]) -> None:
    unshare(_NEW_MOUNTS)
    mount(None, "/", None, _RECURSIVE | _PRIVATE)
    # A descriptor still leads to what the gate's new mount hides.
    behind = {path: os.open(path, os.O_PATH) for path in blocked}
    for gate in set(blocked.values()):
        mount("gate", str(gate), "tmpfs", 0, "size=1m,mode=755")
    for path, descriptor in behind.items():
        path.mkdir(parents=True)
        mount(f"/proc/self/fd/{descriptor}", str(path), None, _BIND | _RECURSIVE)
        os.close(descriptor)


if __name__ == "__main__":
    main()
