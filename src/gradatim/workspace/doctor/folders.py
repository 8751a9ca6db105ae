"""Folders: can they be written, and do they lie on a disk that keeps its promises?"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from gradatim.errors import UserError
from gradatim.workspace.doctor.report import Check, problem, warning, well

_OF_A_NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "webdav", "davfs", "9p", "drvfs", "vboxsf", "vmhgfs")
_FUSE_OF_A_NETWORK = ("fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.vmhgfs-fuse", "fuse.davfs2", "fuse.s3fs")


@dataclass(frozen=True)
class FolderFacts:
    """Where things are written.

    Args:
        home: Folder of the results.
        home_error: Why it cannot be written; empty when it can.
        home_file_system: Kind of the disk that it lies on, such as `ext4`; empty where it is not known.
        database_error: Why the database in it cannot be opened; empty when it can, or when there is none yet.
        folder: The working folder.
        folder_error: Why that cannot be written; empty when it can.
        folder_file_system: Kind of its disk.
        unknown_settings: Variables named `GRADATIM_…` that are no settings.
    """

    home: Path
    home_error: str
    home_file_system: str
    database_error: str
    folder: Path
    folder_error: str
    folder_file_system: str
    unknown_settings: tuple[str, ...] = ()


def read_folders(folder: Path, home: Path) -> FolderFacts:
    """Try to write into both folders. Nothing stays there, and the home is not made if there is none yet."""
    nearest = next(place for place in (home.absolute(), *home.absolute().parents) if place.exists())
    home_error = _try_to_write(nearest)
    return FolderFacts(
        home=home,
        home_error=home_error,
        home_file_system=_file_system(nearest),
        database_error="" if home_error else _try_the_database(home),
        folder=folder,
        folder_error=_try_to_write(folder),
        folder_file_system=_file_system(folder.absolute()),
        unknown_settings=_unknown_settings(),
    )


def check_folders(facts: FolderFacts) -> list[Check]:
    """Judge the facts."""
    return [_home(facts), _database(facts), _folder(facts), _settings(facts)]


def _home(facts: FolderFacts) -> Check:
    title = "Results folder"
    elsewhere = "export GRADATIM_HOME=<a folder of yours on a disk of this machine>"
    if facts.home_error:
        return problem(
            "home",
            title,
            received=f"{facts.home}: {facts.home_error}",
            expected="a folder that Gradatim can write to",
            next_step=elsewhere,
        )
    if _is_remote(facts.home_file_system):
        return problem(
            "home",
            title,
            received=f"{facts.home} on {facts.home_file_system}",
            expected="a disk of this machine: SQLite's log, which several processes share, is not safe over a network",
            next_step=elsewhere,
        )
    return well("home", title, str(facts.home))


def _database(facts: FolderFacts) -> Check:
    if facts.database_error:
        return problem(
            "database",
            "Database",
            received=facts.database_error,
            expected="a database of this version of Gradatim that can be opened",
            next_step="read what gradatim exam list says of it",
        )
    return well("database", "Database", "can be opened, or will be made when it is needed")


def _folder(facts: FolderFacts) -> Check:
    title = "This folder"
    if facts.folder_error:
        return warning(
            "folder",
            title,
            received=f"{facts.folder}: {facts.folder_error}",
            expected="a folder that you can write to, for answers and models",
            next_step="cd into a folder of yours",
        )
    if _is_remote(facts.folder_file_system):
        return warning(
            "folder",
            title,
            received=f"on {facts.folder_file_system}, a network or host disk",
            expected="a disk of this machine: others do not tell gradatim watch of every save",
            next_step="work in a folder of your home, or use gradatim check after each save",
        )
    return well("folder", title, "can be written")


def _settings(facts: FolderFacts) -> Check:
    if not facts.unknown_settings:
        return well("settings", "Settings", "every GRADATIM_ variable is a setting")
    return warning(
        "settings",
        "Settings",
        received=", ".join(facts.unknown_settings),
        expected="names of docs/settings.md; a misspelt variable changes nothing",
        next_step=f"unset {facts.unknown_settings[0]}, or correct its name",
    )


def _try_to_write(folder: Path) -> str:
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".gradatim-doctor-") as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _try_the_database(home: Path) -> str:
    from gradatim.settings import settings
    from gradatim.store.database import open_database

    if not settings().database_url and not (home / "gradatim.db").is_file():
        return ""
    try:
        open_database(settings()).dispose()
    except UserError as error:
        return error.received
    return ""


def _file_system(path: Path) -> str:
    import psutil

    real = os.path.realpath(path)
    mounts = [part for part in psutil.disk_partitions(all=True) if _is_within(real, part.mountpoint)]
    return max(mounts, key=lambda part: len(part.mountpoint)).fstype if mounts else ""


def _is_within(path: str, mount: str) -> bool:
    return path == mount or path.startswith(mount.rstrip(os.sep) + os.sep)


def _is_remote(file_system: str) -> bool:
    return file_system.lower() in _OF_A_NETWORK + _FUSE_OF_A_NETWORK


def _unknown_settings() -> tuple[str, ...]:
    from gradatim.settings import Settings

    known = {f"GRADATIM_{name.upper()}" for name in Settings.model_fields}
    return tuple(
        sorted(name for name in os.environ if name.startswith("GRADATIM_") and name not in known | _OTHER_VARIABLES)
    )


_OTHER_VARIABLES = {"GRADATIM_TEST_DATABASE_URL"}
"""Read by the tests, not a setting of an installation."""
