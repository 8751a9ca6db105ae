"""Opening the submitted file: exactly one regular file, small enough, and not being written at this moment."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from gradatim.grading.preflight.refusal import Refusal, refusal, shown

A_MODEL_FILE = "one model file: .keras, .h5 or a zip of a SavedModel folder"
YOUNG_SECONDS = 2.0
"""A file changed less than this long ago may still be growing."""

# Never follow a link, and never wait for the other end of a pipe.
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True)
class OpenModel:
    """An open model file.

    Args:
        file: Open for reading, at the start.
        bytes: Its size.
        young: Whether it was changed a moment ago, so that a missing end may only mean that it is not there yet.
    """

    file: BinaryIO
    bytes: int
    young: bool


@contextmanager
def open_model_path(path: Path, *, max_bytes: int, watch_seconds: float) -> Iterator[OpenModel]:
    """Open a submitted file, and see to it that it stays the same file while it is read.

    Args:
        path: The submitted path.
        max_bytes: Largest size that is read at all.
        watch_seconds: How long a young file is watched for changes; 0 when nobody else can be writing it.

    Yields:
        The open file.

    Raises:
        Refusal: It is not one regular, readable, finished file of that size.
    """
    with _open(path) as descriptor:
        before = os.fstat(descriptor)
        if stat.S_ISDIR(before.st_mode):
            raise _directory(path)
        if not stat.S_ISREG(before.st_mode):
            raise _not_regular(path, before.st_mode)
        young = watch_seconds > 0 and _is_young(before)
        if young:
            time.sleep(watch_seconds)
            _refuse_changed(path, before)
        if before.st_size == 0:
            raise refusal(
                "empty-file",
                expected=A_MODEL_FILE,
                received=f"{shown(path.name)} is empty (0 bytes)",
                next_step=f'save the model again with model.save("{_keras_name(path)}")',
            )
        if before.st_size > max_bytes:
            raise too_large(before.st_size, max_bytes)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            yield OpenModel(file=file, bytes=before.st_size, young=young)
        if watch_seconds > 0:
            _refuse_changed(path, before)


def too_large(size: int, max_bytes: int) -> Refusal:
    """Return the refusal of a file that is too large."""
    return refusal(
        "file-too-large",
        expected=f"a file of at most {max_bytes / 1e6:,.1f} MB",
        received=f"{size / 1e6:,.1f} MB",
        next_step="leave the optimizer out, which halves most files or better: "
        'keras.models.load_model("model.keras", compile=False).save("small.keras"); or make the model smaller',
    )


def still_being_written(path: Path) -> Refusal:
    """Return the refusal of a file that changes, or whose end is missing a moment after it was changed."""
    return refusal(
        "still-being-written",
        expected="a finished file",
        received=f"{shown(path.name)} is being written at this moment",
        next_step="wait until model.save(…) has returned, then submit again",
    )


@contextmanager
def _open(path: Path) -> Iterator[int]:
    try:
        descriptor = os.open(path, _OPEN_FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        raise refusal(
            "missing-file",
            expected=A_MODEL_FILE,
            received=f"there is no file {path}",
            next_step=f'save the model with model.save("{_keras_name(path)}")',
        ) from None
    except PermissionError:
        raise refusal(
            "permission-denied",
            expected="a file that may be read",
            received=f"permission denied for {path}",
            next_step=f"allow it: chmod u+r {path}, then submit again",
        ) from None
    except (OSError, ValueError) as error:
        raise _cannot_open(path, error) from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _cannot_open(path: Path, error: OSError | ValueError) -> Refusal:
    number = error.errno if isinstance(error, OSError) else None
    if number == errno.ELOOP:
        return _not_regular(path, stat.S_IFLNK)
    if number in (errno.ENXIO, errno.EOPNOTSUPP):
        return _not_regular(path, stat.S_IFSOCK)
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return refusal(
        "unreadable-file",
        expected="a file that can be read",
        received=f"{path}: {reason}",
        next_step="copy the file to another folder or disk, then submit the copy",
    )


def _directory(path: Path) -> Refusal:
    name = shown(path.name) or "."
    if (path / "saved_model.pb").is_file():
        return refusal(
            "saved-model-folder",
            expected=A_MODEL_FILE,
            received=f"{name} is a SavedModel folder",
            next_step=f"zip it: python -m zipfile -c {name}.zip {name}, then submit {name}.zip",
        )
    return refusal(
        "directory",
        expected=A_MODEL_FILE,
        received=f"{name} is a folder",
        next_step=f"name the file in it, such as {name}/model.keras",
    )


def _not_regular(path: Path, mode: int) -> Refusal:
    kinds = {
        stat.S_IFLNK: ("symbolic-link", "a symbolic link", "submit the file that it points to"),
        stat.S_IFIFO: ("not-a-regular-file", "a named pipe", "submit a file written by model.save"),
        stat.S_IFSOCK: ("not-a-regular-file", "a socket", "submit a file written by model.save"),
    }
    device = ("not-a-regular-file", "a device", "submit a file written by model.save")
    code, kind, next_step = kinds.get(stat.S_IFMT(mode), device)
    return refusal(code, expected=A_MODEL_FILE, received=f"{shown(path.name)} is {kind}", next_step=next_step)


def _is_young(status: os.stat_result) -> bool:
    age = time.time() - status.st_mtime
    # A time in the future says nothing about when it was written; do not distrust such a file for ever.
    return 0 <= age < YOUNG_SECONDS


def _refuse_changed(path: Path, before: os.stat_result) -> None:
    try:
        after = path.lstat()
    except OSError:
        raise still_being_written(path) from None
    fields = ("st_dev", "st_ino", "st_size", "st_mtime_ns")
    if any(getattr(after, field) != getattr(before, field) for field in fields):
        raise still_being_written(path)


def _keras_name(path: Path) -> str:
    return path.name if path.suffix == ".keras" else "model.keras"
