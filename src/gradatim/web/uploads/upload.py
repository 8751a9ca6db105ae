"""One upload: what was announced, how far it has come, and appending to it."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from pydantic import BaseModel, ConfigDict

from gradatim.web.problems import PageError
from gradatim.web.uploads.names import safe_file_name


class Announced(BaseModel):
    """What was said of a file before its first byte.

    Args:
        sitting_id: The sitting that it is for.
        category: The category of its exam.
        file_name: A name that is safe on every disk and page.
        bytes: The size.
        sha256: Of the whole file, hexadecimal; None when the sender does not know it yet.
        begun_seconds: Exam time at which the upload was begun.
    """

    model_config = ConfigDict(frozen=True)

    sitting_id: str
    category: int
    file_name: str
    bytes: int
    sha256: str | None
    begun_seconds: float


@dataclass(frozen=True)
class Upload:
    """One upload as it is now.

    Args:
        id: Random name.
        announced: What it is to be.
        offset: How many bytes have come.
        path: Where they lie.
    """

    id: str
    announced: Announced
    offset: int
    path: Path

    @property
    def complete(self) -> bool:
        """Whether all bytes have come."""
        return self.offset == self.announced.bytes


class Writer:
    """Appends pieces to an upload while it holds the lock; what was written stays, whatever happens to the sender."""

    def __init__(self, file: BinaryIO, upload: Upload) -> None:
        self._file = file
        self._upload = upload
        self.offset = upload.offset

    def write(self, piece: bytes) -> None:
        """Append one piece.

        Raises:
            PageError: 413, more bytes than were announced; 507, the disk is full.
        """
        announced = self._upload.announced.bytes
        if self.offset + len(piece) > announced:
            raise PageError(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"Expected {announced:,} bytes, as announced",
                received=f"{self.offset + len(piece):,} bytes or more",
                next_step="begin a new upload of the file as it is now",
            )
        rest = memoryview(piece)
        try:
            while rest:
                written = os.write(self._file.fileno(), rest)
                self.offset += written
                rest = rest[written:]
        except OSError as error:
            raise storage_error(self._upload.path.parent, error) from error


def announce(
    *, sitting_id: str, category: int, file_name: str, size: int, sha256: str | None, begun_seconds: float
) -> Announced:
    """Return an announcement with a safe file name."""
    return Announced(
        sitting_id=sitting_id,
        category=category,
        file_name=safe_file_name(file_name),
        bytes=size,
        sha256=sha256.lower() if sha256 else None,
        begun_seconds=begun_seconds,
    )


def check_sha256(upload: Upload, sha256: str | None) -> str:
    """Return the SHA-256 of a complete upload, if it is what its sender says.

    Args:
        upload: With all its bytes.
        sha256: What the sender says at the end; None when it was said at the beginning, or never.

    Raises:
        PageError: 422, it is another file than the one that was sent.
    """
    with upload.path.open("rb") as file:
        received = hashlib.file_digest(file, "sha256").hexdigest()
    for expected in (sha256, upload.announced.sha256):
        if expected is not None and not secrets.compare_digest(expected.lower(), received):
            raise PageError(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                f"Expected a file with the SHA-256 {expected.lower()}",
                received=f"{received}: the file was changed, or damaged on its way; nothing was recorded",
                next_step="send the file again from its beginning",
            )
    return received


def storage_error(folder: Path, error: OSError) -> PageError:
    """Return what to say when the disk does not take it: 507."""
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return PageError(
        HTTPStatus.INSUFFICIENT_STORAGE,
        f"Expected room for the file in {folder}" if full else f"Expected a folder that can be written to: {folder}",
        received=f"{(error.strerror or str(error)).lower()}; nothing was recorded",
        next_step="free some space (df -h), then send the file again: it goes on where it stopped"
        if full
        else "make it writable, then send the file again",
    )
