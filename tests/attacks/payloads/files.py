"""Reads, writes and looks for files that are none of the model's business."""

from __future__ import annotations

import os
import site
import stat
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.attacks.payloads.trying import succeeded


def read(paths: list[str]) -> list[str]:
    """Read files by every way of opening one."""
    return succeeded(
        {f"open {path}": Path(path).read_bytes for path in paths}
        | {f"list {path}": partial(os.listdir, Path(path).parent) for path in paths}
    )


def look(paths: list[str]) -> list[str]:
    """Learn whether files exist, how large and how old they are."""
    return succeeded({f"stat {path}": partial(os.stat, path) for path in paths})


def leave(folders: list[str]) -> list[str]:
    """Leave a file in each folder."""
    return succeeded({f"write to {folder}": partial(_leave, folder) for folder in folders})


def write(folders: list[str]) -> list[str]:
    """Leave a file in each folder, and in the folders that every program finds."""
    common = ["/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/proc", *site.getsitepackages(), sys.prefix]
    return leave([*folders, *common])


def change(paths: list[str]) -> list[str]:
    """Change files without opening them."""
    attempts: dict[str, Callable[[], object]] = {}
    for path in paths:
        attempts |= {
            f"chmod {path}": partial(os.chmod, path, 0o600),
            f"utime {path}": partial(os.utime, path, (0, 0)),
            f"truncate {path}": partial(os.truncate, path, 0),
            f"remove {path}": partial(os.unlink, path),
            f"rename {path}": partial(os.rename, path, path + ".moved"),
            f"chown {path}": partial(os.chown, path, os.getuid(), -1),
        }
    return succeeded(attempts)


def climb(secret: str) -> list[str]:
    """Leave the root folder by links, parents and descriptors that may point outside."""
    root = "/".join([".."] * 40)
    Path("deep").mkdir(exist_ok=True)
    open_folders = [fd for fd in range(256) if _is_folder(fd)]
    return succeeded(
        {
            "parents": lambda: Path(root + secret).read_bytes(),
            "symbolic link": lambda: _read_by(os.symlink, secret),
            "hard link": lambda: _read_by(os.link, secret),
            "chroot": lambda: os.chroot("deep"),
            "rename": lambda: Path(secret).rename("mine"),
        }
        | {f"descriptor {fd}": partial(os.open, secret[1:], os.O_RDONLY, dir_fd=fd) for fd in open_folders}
    )


def devices(names: list[str]) -> list[str]:
    """Make device files, and write to those of the host."""
    made: dict[str, Callable[[], object]] = {
        "block device": lambda: os.mknod("disk", 0o600 | stat.S_IFBLK, os.makedev(254, 0)),
        "character device": lambda: os.mknod("memory", 0o600 | stat.S_IFCHR, os.makedev(1, 1)),
        "named pipe": lambda: os.mkfifo("pipe"),
    }
    written: dict[str, Callable[[], object]] = {
        f"write to {name}": partial(Path(name).write_bytes, b"gradatim") for name in names
    }
    return succeeded(made | written)


def library() -> list[str]:
    """Get hold of the code that the next job will run; nothing of it is changed even if that were possible."""
    here = Path(os.__file__)
    packages = Path(site.getsitepackages()[0])
    return succeeded(
        {
            "open": lambda: os.close(os.open(here, os.O_RDWR)),
            "permissions": lambda: here.chmod(here.stat().st_mode & 0o777),
            "byte code": partial(_leave, str(here.parent / "__pycache__")),
            "packages": partial(_leave, str(packages)),
        }
    )


def model_file() -> list[str]:
    """Change the sealed copy of the model, which the parent made."""
    got_out = []
    for descriptor in range(3, 64):
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                continue
        except OSError:
            continue
        got_out += succeeded(
            {
                "write": partial(os.pwrite, descriptor, b"x", 0),
                "truncate": partial(os.ftruncate, descriptor, 0),
                "grow": partial(os.ftruncate, descriptor, 1 << 40),
                "reopen": partial(os.open, f"/proc/self/fd/{descriptor}", os.O_RDWR),
            }
        )
    return got_out


def _leave(folder: str) -> None:
    Path(folder, "gradatim-attack").write_text("was here")


def _read_by(link: Callable[[str, str], None], secret: str) -> None:
    link(secret, "link")
    Path("link").read_bytes()


def _is_folder(descriptor: int) -> bool:
    try:
        return stat.S_ISDIR(os.fstat(descriptor).st_mode)
    except OSError:
        return False
