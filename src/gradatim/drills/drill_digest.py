"""The digest of all that decides what a drill's checks say."""

from __future__ import annotations

import hashlib
from pathlib import Path

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import drill_files

_NOT_DECIDING = {"measured.json", "README.md"}


def drill_digest(drill: Drill) -> str:
    """Return a SHA-256 over the drill's own files and its data; the text of the task and the figures do not count."""
    digest = hashlib.sha256()
    paths = (path for path in drill.folder.rglob("*") if path.is_file() and path.name not in _NOT_DECIDING)
    own = {str(path.relative_to(drill.folder)): path.read_bytes() for path in paths if not _is_left_by_a_tool(path)}
    for name, content in sorted((own | drill_files(drill)).items()):
        digest.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def _is_left_by_a_tool(path: Path) -> bool:
    return any(part == "__pycache__" or part.endswith("_cache") for part in path.parts)
