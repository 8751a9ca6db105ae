"""Files that must never be lost, addressed by their SHA-256: submitted models and their predictions.

A file is copied under a temporary name, forced to the disk, and only then given its final name. So a name that exists
is a whole file, whatever was killed or unplugged in between.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import secrets
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from gradatim.errors import UserError

CHUNK_BYTES = 1 << 20
SETTLE_SECONDS = 0.25
"""A file modified less long ago than this is watched for that long before it counts as finished."""

LEFTOVER_SECONDS = 10.0
"""An unlocked copy that is younger may be about to be locked or renamed by whoever makes it."""

_INCOMING = "incoming"


@dataclass(frozen=True)
class Blob:
    """One stored file: its content's SHA-256 (hexadecimal), its size and where it lies."""

    sha256: str
    bytes: int
    path: Path


@dataclass(frozen=True)
class BlobStore:
    """A folder of files named by their SHA-256.

    Args:
        folder: Created on the first `put`, for its owner alone.

    Example:
        >>> import tempfile
        >>> blobs = BlobStore(Path(tempfile.mkdtemp()))
        >>> blob = blobs.put_bytes(b"predictions")
        >>> blobs.get(blob.sha256).read_bytes()
        b'predictions'
    """

    folder: Path

    def put(self, path: Path, *, max_bytes: int) -> Blob:
        """Copy a file into the store. Storing the same content again changes nothing.

        Args:
            path: A file of the candidate's, which may change at any moment.
            max_bytes: The largest size to accept.

        Raises:
            UserError: It is not a readable file, it is too large, it changed while it was copied, or the disk is full.
        """
        with _opened(path) as source:
            before = os.fstat(source)
            if before.st_size > max_bytes:
                raise _too_large(path, before.st_size, max_bytes)
            with self._incoming() as incoming:
                blob = self._copy(_chunks(source, path, max_bytes), incoming)
                _require_unchanged(path, before)
                self._keep(incoming, blob)
        return blob

    def put_bytes(self, content: bytes) -> Blob:
        """Store bytes of our own making, such as predictions.

        Raises:
            UserError: The disk is full.
        """
        with self._incoming() as incoming:
            blob = self._copy([content], incoming)
            self._keep(incoming, blob)
        return blob

    def get(self, sha256: str) -> Path:
        """Return where a stored file lies.

        Raises:
            UserError: It is not in the store.
        """
        path = self._place(sha256)
        if not path.is_file():
            raise UserError(
                f"Expected the stored file {path}", received="no such file", next_step="hand the file in again"
            )
        return path

    def remove_leftovers(self) -> int:
        """Remove what copies left behind that were killed half-way. A worker does so when it starts and from then on.

        A copy in progress is locked by whoever makes it, and the kernel drops that lock however its holder dies.

        Returns:
            How many there were.
        """
        return sum(_remove_leftover(path) for path in (self.folder / _INCOMING).glob("*.part"))

    def _place(self, sha256: str) -> Path:
        return self.folder / sha256[:2] / sha256

    @contextmanager
    def _incoming(self) -> Iterator[Path]:
        """Give a temporary name inside the store, and leave nothing under it whatever happens."""
        path = self.folder / _INCOMING / f"{secrets.token_hex(8)}.part"
        try:
            _make_folder(path.parent)
            yield path
        except OSError as error:
            raise _storage_error(self.folder, error) from error
        finally:
            with suppress(OSError):
                path.unlink()

    def _copy(self, chunks: Iterable[bytes], incoming: Path) -> Blob:
        digest = hashlib.sha256()
        size = 0
        descriptor = os.open(incoming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            # While it is written the lock tells that somebody alive does so; after that it is young, and soon renamed.
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                _write_all(file.fileno(), chunk)
            os.fsync(file.fileno())
        sha256 = digest.hexdigest()
        return Blob(sha256, size, self._place(sha256))

    def _keep(self, incoming: Path, blob: Blob) -> None:
        """Give the copy its final name. An older copy is replaced, which also heals one damaged on the disk."""
        _make_folder(blob.path.parent)
        incoming.replace(blob.path)
        _sync_folder(blob.path.parent)


def _remove_leftover(path: Path) -> bool:
    with suppress(FileNotFoundError, BlockingIOError), path.open("rb") as file:
        if time.time() - os.fstat(file.fileno()).st_mtime > LEFTOVER_SECONDS:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
            return True
    return False


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    try:
        # A named pipe would otherwise hold up the caller until somebody writes to it.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise _not_readable(path, (error.strerror or str(error)).lower()) from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _not_readable(path, "a folder" if path.is_dir() else "something that is not a file")
        yield descriptor
    finally:
        os.close(descriptor)


def _chunks(source: int, path: Path, max_bytes: int) -> Iterator[bytes]:
    size = 0
    while chunk := _read(source, path):
        size += len(chunk)
        if size > max_bytes:
            raise _too_large(path, size, max_bytes)
        yield chunk


def _read(source: int, path: Path) -> bytes:
    try:
        return os.read(source, CHUNK_BYTES)
    except OSError as error:
        raise _not_readable(path, (error.strerror or str(error)).lower()) from error


def _write_all(descriptor: int, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _require_unchanged(path: Path, before: os.stat_result) -> None:
    """Refuse a copy of a file that another program is still writing.

    A slow writer may pause for longer than the copy takes, so a young file is watched until it has come to rest.
    """
    age = time.time() - before.st_mtime
    if age < SETTLE_SECONDS:
        time.sleep(SETTLE_SECONDS)
    try:
        after = path.stat()
    except OSError as error:
        raise _still_being_written(path, "a file that was moved or deleted meanwhile") from error
    if _version(before) != _version(after):
        raise _still_being_written(
            path, f"a file still being written: {before.st_size:,} bytes, then {after.st_size:,}"
        )


def _version(status: os.stat_result) -> tuple[int, int, int, int]:
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _make_folder(folder: Path) -> None:
    """Create a folder and those above it, each for its owner alone and each safe from a loss of power."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _too_large(path: Path, size: int, max_bytes: int) -> UserError:
    return UserError(
        f"Expected a file of at most {max_bytes:,} bytes: {path}",
        received=f"{size:,} bytes or more",
        next_step="save a smaller model: fewer units, or without the optimizer (include_optimizer=False)",
    )


def _not_readable(path: Path, received: str) -> UserError:
    return UserError(f"Expected a file that can be read: {path}", received=received, next_step="check the path")


def _still_being_written(path: Path, received: str) -> UserError:
    return UserError(
        f"Expected a finished file: {path}",
        received=received,
        next_step="wait until model.save has returned, then submit again",
    )


def _storage_error(folder: Path, error: OSError) -> UserError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT)
    return UserError(
        f"Expected room for the file in {folder}" if full else f"Expected a folder that can be written to: {folder}",
        received=f"{(error.strerror or str(error)).lower()}; nothing was recorded",
        next_step="free some space (df -h), then submit again" if full else "make it writable, then submit again",
    )
