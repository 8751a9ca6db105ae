"""Writes a file wholly or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file beside its place and rename it there, so that nobody ever reads half of it.

    Args:
        path: Where; its folder exists.
        content: What.
        mode: Permissions. Defaults to readable for all.

    Raises:
        OSError: It cannot be written; what was there before stays.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(mode)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
