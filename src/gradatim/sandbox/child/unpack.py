"""Unpacks a zip without writing outside a folder or more than the caps allow."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO

MAX_MEMBERS = 2_000
MAX_UNPACKED_BYTES = 1 << 30
MARK = "saved_model.pb"


def unpack(archive: BinaryIO, target: Path) -> Path:
    """Unpack a zip and return the one folder in it that holds `saved_model.pb`.

    Args:
        archive: The zip.
        target: Folder to unpack into; created.

    Returns:
        `target`, or the one folder directly in it.

    Raises:
        ValueError: The zip is too large, has a member that leaves the folder, or holds no SavedModel.
        zipfile.BadZipFile: It is no zip.
    """
    with zipfile.ZipFile(archive) as unpacked:
        members = unpacked.infolist()
        _check(members)
        unpacked.extractall(target)  # every member was checked
    found = [folder for folder in (target, *sorted(target.iterdir())) if (folder / MARK).is_file()]
    if len(found) != 1:
        raise ValueError(f"Expected {MARK} in the zip, or in one folder of it. Received: it in {len(found)} places")
    return found[0]


def _check(members: list[zipfile.ZipInfo]) -> None:
    # zipfile never writes more of a member than it declares, so the declared sizes bound the real ones.
    declared = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or declared > MAX_UNPACKED_BYTES:
        raise ValueError(
            f"Expected at most {MAX_MEMBERS} files of {MAX_UNPACKED_BYTES >> 20} MB together. "
            f"Received: {len(members)} files of {declared >> 20} MB"
        )
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or stat.S_ISLNK(member.external_attr >> 16):
            raise ValueError(f"Expected files inside the zip's own folder. Received: {member.filename[:100]!r}")
