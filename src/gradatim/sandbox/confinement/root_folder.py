"""An empty root folder: read-only libraries, four devices, a /proc that is a picture, and one small place to write."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from gradatim.sandbox.confinement.limits import MAX_FILE_BYTES
from gradatim.sandbox.confinement.syscalls import mount, syscall, unmount

SCRATCH = "/box"
SCRATCH_BYTES = MAX_FILE_BYTES
SCRATCH_FILES = 4_096
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")

# The new root grows on top of /proc: no library lies there, so none is hidden meanwhile.
_STAGE = "/proc"
_READ_ONLY, _NO_SET_ID, _NO_DEVICES, _NO_EXEC, _REMOUNT = 1, 2, 4, 8, 32
_BIND, _RECURSIVE, _PRIVATE = 4096, 16384, 1 << 18
# A bind mount must keep what its source forbids, or the kernel refuses it in a user namespace.
_KEPT = (
    (os.ST_NOSUID, _NO_SET_ID),
    (os.ST_NODEV, _NO_DEVICES),
    (os.ST_NOEXEC, _NO_EXEC),
    (os.ST_NOATIME, 1024),
    (os.ST_NODIRATIME, 2048),
    (os.ST_RELATIME, 1 << 21),
)
_PICTURES = ("cpuinfo", "meminfo")
_PICTURE_BYTES = 65_536


def enter_root_folder(libraries: Sequence[Path], hidden: Sequence[Path], *, owner: int | None) -> None:
    """Replace the root folder of this process, which must have mounts of its own, and go to the place to write.

    Args:
        libraries: Folders and files that stay readable, at the same paths.
        hidden: Folders within them that do not.
        owner: User who may write to the scratch folder; None for the present one.

    Raises:
        OSError: The system does not allow it.
    """
    # Whoever becomes another user later must still be able to pass through these folders.
    os.umask(0o022)
    pictures = {name: _picture(name) for name in _PICTURES}
    mount(None, "/", None, _RECURSIVE | _PRIVATE)
    mount("root", _STAGE, "tmpfs", _NO_SET_ID | _NO_DEVICES, "size=1m,nr_inodes=1k,mode=755")
    for path in libraries:
        _bind_read_only(path)
    for path in hidden:
        mount(
            "hidden", f"{_STAGE}{path}", "tmpfs", _READ_ONLY | _NO_SET_ID | _NO_DEVICES, "size=4k,nr_inodes=2,mode=755"
        )
    _lay_out_devices()
    _lay_out_proc(pictures)
    Path(_STAGE + SCRATCH).mkdir()
    os.chdir(_STAGE)
    syscall("pivot_root", b".", b".")
    unmount(".")
    os.chdir("/")
    owned = "" if owner is None else f",uid={owner},gid={owner}"
    options = f"size={SCRATCH_BYTES},nr_inodes={SCRATCH_FILES},mode=700{owned}"
    mount("scratch", SCRATCH, "tmpfs", _NO_SET_ID | _NO_DEVICES | _NO_EXEC, options)
    mount(None, "/", None, _REMOUNT | _BIND | _READ_ONLY | _NO_SET_ID | _NO_DEVICES)
    os.chdir(SCRATCH)
    os.umask(0o077)


def _bind_read_only(source: Path) -> None:
    target = Path(f"{_STAGE}{source}")
    if source.is_dir():
        target.mkdir(parents=True, exist_ok=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    mount(str(source), str(target), None, _BIND | _RECURSIVE)
    flags = os.statvfs(target).f_flag
    kept = sum(mount_flag for stat_flag, mount_flag in _KEPT if flags & stat_flag)
    mount(None, str(target), None, _REMOUNT | _BIND | _READ_ONLY | _NO_SET_ID | _NO_DEVICES | kept)


def _lay_out_devices() -> None:
    Path(f"{_STAGE}/dev").mkdir()
    for device in DEVICES:
        Path(_STAGE + device).touch()
        mount(device, _STAGE + device, None, _BIND)


def _lay_out_proc(pictures: dict[str, str]) -> None:
    """TensorFlow aborts without these two entries of /proc/self; the real /proc tells and allows far more."""
    own = Path(f"{_STAGE}/proc/self")
    own.mkdir(parents=True)
    (own / "exe").symlink_to("/usr/bin/grader")
    (own / "cmdline").write_bytes(b"grader\0")
    for name, content in pictures.items():
        (own.parent / name).write_text(content)


def _picture(name: str) -> str:
    with suppress(OSError):
        return Path("/proc", name).read_text()[:_PICTURE_BYTES]
    return ""
