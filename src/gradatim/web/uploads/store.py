"""The uploads of one installation, as folders below `uploads` in the home folder.

Each holds what was announced, and the bytes that have come. How far it has come is the size of that file, so nothing
can disagree about it, whatever was killed in between.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO

from gradatim.store.whole_file import write_whole
from gradatim.web.problems import PageError
from gradatim.web.uploads.upload import Announced, Upload, Writer, storage_error
from gradatim.workspace.hand_in import HISTORY_FILE

MOST_UPLOADS = 20
KEPT_SECONDS = 86_400.0
"""An upload that nobody has touched for a day is given up; so long a receipt is kept as well."""
HISTORY_BYTES_READ = 1_000_001
"""One more than the coach reads of a `history.csv`, which says of a larger one that it is too large."""
SPARE_BYTES = 64 * 2**20
"""What an upload must leave free on the disk, so that its result can still be written."""

_ABOUT = "upload.json"
_RECEIPT = "receipt.json"
_MODEL = "model"


class Uploads:
    """The uploads of one installation. May be used by any thread, and by several servers of one home folder.

    Args:
        folder: Made by the first upload, for its owner alone.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, announced: Announced) -> Upload:
        """Return a new upload, or the unfinished one of the same file for the same place.

        Raises:
            PageError: 503, too many uploads are open; 507, the disk has no room for it.
        """
        self.remove_leftovers()
        known = self._find_same(announced)
        if known is not None:
            return known
        if sum(not (folder / _RECEIPT).exists() for folder in self._folders()) >= MOST_UPLOADS:
            raise PageError(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"Expected fewer than {MOST_UPLOADS} unfinished uploads",
                received=f"{MOST_UPLOADS} of them",
                next_step="finish or cancel one of them; what nobody continues for a day is given up",
            )
        upload_id = secrets.token_hex(16)
        folder = self._folder / upload_id
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            # The file is copied once more when it is handed in.
            _require_room(self._folder, 2 * announced.bytes)
            (folder / _MODEL).mkdir(mode=0o700, parents=True)
            path = folder / _MODEL / announced.file_name
            path.touch(mode=0o600)
            write_whole(folder / _ABOUT, announced.model_dump_json().encode(), mode=0o600)
        except OSError as error:
            shutil.rmtree(folder, ignore_errors=True)
            raise storage_error(self._folder, error) from error
        return Upload(upload_id, announced, 0, path)

    def find(self, upload_id: str) -> Upload:
        """Return an upload as it is now.

        Raises:
            PageError: 404, there is none, or none any more.
        """
        folder = self._folder / upload_id
        try:
            announced = Announced.model_validate_json((folder / _ABOUT).read_bytes())
            path = folder / _MODEL / announced.file_name
            offset = path.stat().st_size
        except (OSError, ValueError):
            raise _unknown(upload_id) from None
        return Upload(upload_id, announced, offset, path)

    @contextmanager
    def writing(self, upload_id: str, offset: int) -> Iterator[Writer]:
        """Append to an upload from the given offset on, alone.

        Raises:
            PageError: 404, there is none; 409, it stands at another offset, or somebody else is writing.
        """
        with self._locked(upload_id) as (file, upload):
            if upload.offset != offset:
                raise PageError(
                    HTTPStatus.CONFLICT,
                    f"Expected the piece that begins at byte {upload.offset}",
                    received=f"one that begins at byte {offset}",
                    next_step="ask for the upload's offset, and go on from there",
                )
            yield Writer(file, upload)

    @contextmanager
    def finishing(self, upload_id: str) -> Iterator[Upload]:
        """Hold a complete upload while it is handed in: nobody may write to it or hand it in twice at once.

        Raises:
            PageError: 404, there is none; 409, bytes are missing, or somebody else is writing.
        """
        with self._locked(upload_id) as (_, upload):
            if not upload.complete:
                raise PageError(
                    HTTPStatus.CONFLICT,
                    f"Expected all {upload.announced.bytes:,} bytes",
                    received=f"{upload.offset:,} bytes so far",
                    next_step=f"send the rest, from byte {upload.offset} on",
                )
            # Nobody writes to it any more, so those who read it next need not watch whether it still grows.
            os.utime(upload.path, (0, 0))
            yield upload

    def add_history(self, upload_id: str, content: bytes) -> None:
        """Put the course of the training beside the model, so that it travels with it.

        Raises:
            PageError: 404, there is no such upload; 507, the disk is full.
        """
        upload = self.find(upload_id)
        path = upload.path.with_name(HISTORY_FILE)
        if path == upload.path:
            return  # a model of that name; the pre-flight says what it thinks of it
        try:
            path.write_bytes(content)
            os.utime(path, (0, 0))  # whole already: nobody need watch whether it grows
        except OSError as error:
            raise storage_error(self._folder, error) from error

    def receipt(self, upload_id: str) -> bytes | None:
        """Return what was answered when the upload was finished, so that an answer that got lost can be had again."""
        with suppress(OSError):
            return (self._folder / upload_id / _RECEIPT).read_bytes()
        return None

    def close(self, upload_id: str, receipt: str) -> None:
        """Keep the receipt of a finished upload, and drop its bytes: they are in the store, or were refused."""
        folder = self._folder / upload_id
        with suppress(OSError):
            write_whole(folder / _RECEIPT, receipt.encode(), mode=0o600)
            shutil.rmtree(folder / _MODEL, ignore_errors=True)

    def discard(self, upload_id: str) -> None:
        """Forget an upload and its bytes; one that is not there is forgotten already."""
        shutil.rmtree(self._folder / upload_id, ignore_errors=True)

    def remove_leftovers(self, now: float | None = None) -> int:
        """Remove what nobody has touched for a day.

        Args:
            now: Seconds since 1970. Defaults to the wall clock.

        Returns:
            How many there were.
        """
        limit = (time.time() if now is None else now) - KEPT_SECONDS
        old = [folder for folder in self._folders() if _touched_at(folder) < limit]
        for folder in old:
            shutil.rmtree(folder, ignore_errors=True)
        return len(old)

    def _folders(self) -> list[Path]:
        return [path for path in self._folder.glob("*") if path.is_dir()]

    def _find_same(self, announced: Announced) -> Upload | None:
        """Without a hash nobody can tell that it is the same file."""
        if announced.sha256 is None:
            return None
        for folder in self._folders():
            with suppress(PageError):
                upload = self.find(folder.name)
                # It counts from its own beginning, and keeps its own name.
                same = announced.model_copy(
                    update={
                        "begun_seconds": upload.announced.begun_seconds,
                        "file_name": upload.announced.file_name,
                    }
                )
                if upload.announced == same:
                    return upload
        return None

    @contextmanager
    def _locked(self, upload_id: str) -> Iterator[tuple[BinaryIO, Upload]]:
        found = self.find(upload_id)
        try:
            file = found.path.open("ab", buffering=0)
        except OSError:
            raise _unknown(upload_id) from None
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise PageError(
                    HTTPStatus.CONFLICT,
                    "Expected one sender of this upload at a time",
                    received="a second one while the first is still connected",
                    next_step="wait a few seconds, ask for the upload's offset, and go on from there",
                ) from None
            yield file, self.find(upload_id)


def _touched_at(folder: Path) -> float:
    """Return when anything in it was last written; 0 for one that vanished meanwhile."""
    times = [0.0]
    for path in (folder, *folder.glob("*"), *folder.glob(f"{_MODEL}/*")):
        with suppress(OSError):
            times.append(path.stat().st_mtime)
    return max(times)


def _require_room(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size + SPARE_BYTES:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _unknown(upload_id: str) -> PageError:
    return PageError(
        HTTPStatus.NOT_FOUND,
        "Expected the id of an upload that is not finished",
        received=upload_id,
        next_step="begin the upload anew",
    )
