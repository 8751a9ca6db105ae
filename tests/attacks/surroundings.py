"""What an attack could reach outside its walls, and whether it did."""

from __future__ import annotations

import hashlib
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

KERNELS = "kernels.h5"
_MOST = 64


class Canary:
    """A folder outside that anybody may read and write: only walls can protect it.

    Args:
        folder: The folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.secret = folder / "secret"
        self.secret.write_text("gradatim secret\n" * 4)
        with h5py.File(folder / KERNELS, "w") as kernels:
            for name in ("kernel", "0"):
                kernels[name] = np.full((1, 1), 7, "<f4")
        folder.chmod(0o777)
        for path in (self.secret, folder / KERNELS):
            path.chmod(0o666)
        self._before = self._picture()

    def changes(self) -> list[str]:
        """Return what differs from the beginning."""
        now = self._picture()
        return sorted(name for name in now.keys() | self._before.keys() if now.get(name) != self._before.get(name))

    def _picture(self) -> dict[str, tuple[object, ...]]:
        paths = [self.folder, *self.folder.rglob("*")]
        return {str(path): _picture(path) for path in paths}


@dataclass(frozen=True)
class Listener:
    """Open doors on the loopback address: TCP, UDP, and Unix sockets with and without a path."""

    sockets: tuple[socket.socket, ...]
    port: int
    unix_path: str
    abstract: str

    def visitors(self) -> list[str]:
        """Return who came since the last call."""
        came = []
        for door in self.sockets:
            try:
                if door.type == socket.SOCK_DGRAM:
                    door.recv(_MOST)
                else:
                    door.accept()[0].close()
            except BlockingIOError:
                continue
            came.append(f"{door.family.name} {door.type.name}")
        return came


@contextmanager
def canary() -> Iterator[Canary]:
    """Make a canary where every user can reach it; pytest's own folders are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="gradatim-canary-", dir="/tmp"))
    try:
        yield Canary(folder)
    finally:
        shutil.rmtree(folder)


@contextmanager
def listener() -> Iterator[Listener]:
    """Listen on addresses of this machine only."""
    with ExitStack() as stack, tempfile.TemporaryDirectory(prefix="gradatim-door-", dir="/tmp") as folder:
        Path(folder).chmod(0o777)
        unix_path, abstract = f"{folder}/door", f"\0{Path(folder).name}"
        tcp = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = tcp.getsockname()[1]
        udp = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", port))
        doors = [tcp, udp]
        for address in (unix_path, abstract):
            door = stack.enter_context(socket.socket(socket.AF_UNIX))
            door.bind(address)
            door.listen()
            doors.append(door)
        Path(unix_path).chmod(0o777)
        for door in doors:
            door.setblocking(False)
        yield Listener(tuple(doors), port, unix_path, abstract)


def descendants(ancestor: int) -> set[int]:
    """Return the living processes that come from another one, whatever they did to hide it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] not in "XZ":
                parents[int(entry.name)] = int(fields[1])
    found: set[int] = set()
    while more := {pid for pid, parent in parents.items() if parent in found | {ancestor}} - found:
        found |= more
    return found


def mounts() -> set[str]:
    """Return what is mounted here."""
    return set(Path("/proc/self/mounts").read_text().splitlines())


def system_v() -> str:
    """Return the System V objects of this machine, which outlive their processes."""
    return "".join(Path("/proc/sysvipc", kind).read_text() for kind in ("shm", "msg", "sem"))


def resident_kb(pid: int) -> int:
    """Return the memory that a process has to itself and shares, in KiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def _picture(path: Path) -> tuple[object, ...]:
    status = path.lstat()
    content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    return status.st_mode, status.st_uid, status.st_size, status.st_mtime_ns, content
