"""A private copy of the model's bytes, which nobody can change while it is graded."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "linux":
    import fcntl


@contextmanager
def sealed_copy(source: Path | None) -> Iterator[int]:
    """Copy a file into memory, seal the copy and yield its descriptor.

    Systems without sealed memory files (macOS) get a nameless temporary file instead.

    Args:
        source: The file; None for an empty copy.

    Yields:
        A descriptor, closed at the end.

    Raises:
        OSError: The file cannot be read, or there is no room for the copy.
    """
    with os.fdopen(_nameless_file(), "r+b") as copy:
        copy_and_seal(source, copy)
        yield copy.fileno()


def copy_and_seal(source: Path | None, copy: BinaryIO) -> None:
    """Fill a nameless file, and seal it where the system can.

    Args:
        source: The file; None to leave the copy empty.
        copy: The empty file.

    Raises:
        OSError: The file cannot be read, or there is no room for the copy.
    """
    if source is not None:
        with source.open("rb") as original:
            shutil.copyfileobj(original, copy, length=1 << 20)
        copy.flush()
    if sys.platform == "linux":
        seals = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
        fcntl.fcntl(copy.fileno(), fcntl.F_ADD_SEALS, seals)


def _nameless_file() -> int:
    if sys.platform == "linux":
        return os.memfd_create("model", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
