"""A lock that the kernel drops when its holder dies, however it dies, so that a stale file never looks alive.

`flock` is used because its lock belongs to the open file, not to the process: whoever starts a worker takes the lock
first and hands the open file over, and there is no moment at which two could start.
"""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class FileLock:
    """A lock that this process holds, or may take again.

    Args:
        descriptor: The open lock file.

    Example:
        >>> import tempfile
        >>> path = Path(tempfile.mkdtemp()) / "worker.lock"
        >>> first = FileLock.take(path)
        >>> print(FileLock.take(path))
        None
        >>> first.close()
        >>> second = FileLock.take(path)
        >>> second.close()
    """

    descriptor: int

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """Take the lock, or return None when somebody alive holds it."""
        lock = cls(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if lock.take_again():
            return lock
        lock.close()
        return None

    def take_again(self) -> bool:
        """Take the lock after `release`. Returns whether nobody else had taken it meanwhile."""
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def write_note(self, note: str) -> None:
        """Leave a note in the lock file for whoever holds the lock next."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, note.encode(), 0)

    def read_note(self) -> str:
        """Return the note that the last holder left; empty if it left none."""
        return os.pread(self.descriptor, 100, 0).decode(errors="replace")

    def release(self) -> None:
        """Let others have the lock, and keep the file open."""
        fcntl.flock(self.descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Close the file, which drops the lock unless another process was handed the same open file."""
        os.close(self.descriptor)
