"""Writes our files into a user's folder, and never over anything that the user wrote, changed or removed.

What was written is remembered by its SHA-256 in `.gradatim/editors.json`. A file that still has that hash is ours and
follows this version; any other is the user's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from gradatim.errors import UserError
from gradatim.store.whole_file import write_whole
from gradatim.workspace.editors.editor import Editor

MEMORY = Path(".gradatim") / "editors.json"
_MOST_BYTES = 1_000_000


class _Memory(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=False)

    editors: list[Editor] | None = None
    files: dict[str, str] = {}
    """Relative path to the SHA-256 of what we wrote there last, or offered to write."""


@dataclass
class Written:
    """What became of our files.

    Args:
        editors: The editors that the files are for.
        new: Paths that did not exist.
        updated: Paths that held an older text of ours.
        kept: Paths that hold the user's own text, for which there is now another text of ours.
    """

    editors: tuple[Editor, ...]
    new: list[Path] = field(default_factory=list)
    updated: list[Path] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)


def remembered_editors(folder: Path) -> tuple[Editor, ...] | None:
    """Return for which editors a folder was furnished last; None if it never was."""
    editors = _recall(folder).editors
    return None if editors is None else tuple(editors)


def write_own_files(
    folder: Path, editors: Iterable[Editor], files: Mapping[str, bytes], *, restore: bool = False
) -> Written:
    """Write files, and remember them and the editors.

    Args:
        folder: The exam folder or practice folder.
        editors: Whose files these are.
        files: Relative POSIX path to content.
        restore: Whether a file that the user has removed is written again. Defaults to False.

    Raises:
        UserError: The folder cannot be written.
    """
    memory = _recall(folder)
    written = Written(tuple(editors))
    try:
        for name, content in files.items():
            _write(folder, name, content, memory, written, restore=restore)
        memory.editors = list(written.editors)
        _replace(folder / MEMORY, memory.model_dump_json(indent=1).encode() + b"\n")
    except OSError as error:
        raise UserError(
            f"Expected to write the editor's files into {folder}",
            received=f"{error.strerror or error}: {error.filename or folder}",
            next_step="make the folder writable and run the command again, or give it --editor none",
        ) from error
    return written


def _write(folder: Path, name: str, content: bytes, memory: _Memory, written: Written, *, restore: bool) -> None:
    path, wanted = folder / name, _sha256(content)
    ours = memory.files.get(name)
    there = _sha256(path.read_bytes()) if path.is_file() else None
    memory.files[name] = wanted
    if there == wanted:
        return
    # A link, even one that leads nowhere, or a folder of this name is the user's.
    is_there = there is not None or path.is_symlink() or path.exists()
    removed = not is_there and ours is not None
    if not is_there and (restore or not removed):
        _replace(path, content)
        written.new.append(Path(name))
    elif there is not None and there == ours and not path.is_symlink():
        _replace(path, content)
        written.updated.append(Path(name))
    elif is_there and ours != wanted:
        written.kept.append(Path(name))


def _recall(folder: Path) -> _Memory:
    """Return what is remembered; nothing if it is damaged, so that every file there counts as the user's."""
    path = folder / MEMORY
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return _Memory()
        return _Memory.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return _Memory()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    """Write a file wholly or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, content)
