"""Reading a zip archive that may be hostile: nothing is extracted, and every number it declares is capped."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from gradatim.grading.preflight.refusal import Refusal, refusal, shown

MAX_MEMBERS = 2_000
_MAX_SINGLE_READ = 2**20
_CHUNK = 2**18
# What a broken or forged archive makes zipfile raise, beside its own error.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    ArithmeticError,
    LookupError,
    RuntimeError,
)


class _CappedReader(io.RawIOBase):
    """Refuses the one huge read that a forged central directory asks zipfile to make."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:  # zipfile reads the end of the archive so
            size = _MAX_SINGLE_READ
        if size > _MAX_SINGLE_READ:
            raise too_complex(f"a table of contents of {size:,} bytes")
        return self._file.read(size)


class ZipArchive:
    """A zip archive whose members are read in chunks up to a cap.

    Args:
        file: The open file.
        max_unpacked_bytes: Most bytes that all members together may declare.

    Raises:
        Refusal: It is damaged, unusually packed, or declares too much.
    """

    def __init__(self, file: BinaryIO, *, max_unpacked_bytes: int) -> None:
        try:
            self._zip = zipfile.ZipFile(_CappedReader(file))
        except _BROKEN:
            raise damaged("the end of the archive is missing or broken") from None
        members = self._zip.infolist()
        if len(members) > MAX_MEMBERS:
            raise too_complex(f"{len(members):,} files in the archive")
        self.names: tuple[str, ...] = tuple(member.filename for member in members)
        if len(set(self.names)) != len(self.names):
            raise damaged("two files in the archive have the same name")
        for member in members:
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise damaged(f"{shown(member.filename)} is packed in a way that Keras does not write")
        unpacked = sum(member.file_size for member in members)
        if unpacked > max_unpacked_bytes:
            raise refusal(
                "unpacked-too-large",
                expected=f"an archive that unpacks to at most {max_unpacked_bytes / 1e6:,.1f} MB",
                received=f"{unpacked / 1e6:,.1f} MB",
                next_step='save the model again with model.save("model.keras") and do not repack the file',
            )

    def read(self, name: str, *, max_bytes: int) -> bytes:
        """Return a member's content.

        Raises:
            Refusal: It is damaged or larger than `max_bytes`.
            KeyError: There is no such member.
        """
        declared = self._zip.getinfo(name).file_size
        if declared > max_bytes:
            raise too_complex(f"{shown(name)} of {declared / 1e6:,.1f} MB")
        return b"".join(self._chunks(name))

    def copy(self, name: str, target: BinaryIO) -> None:
        """Write a member's content to a file; it is as large as the archive's members may be.

        Raises:
            Refusal: It is damaged.
            KeyError: There is no such member.
        """
        self._zip.getinfo(name)
        for chunk in self._chunks(name):
            target.write(chunk)

    def verify(self, name: str) -> None:
        """Read a member and throw it away, so that zipfile compares its checksum.

        Raises:
            Refusal: It is damaged.
            KeyError: There is no such member.
        """
        self._zip.getinfo(name)
        for _ in self._chunks(name):
            pass

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(name) as member:
                while chunk := member.read(_CHUNK):
                    yield chunk
        except _BROKEN:
            raise damaged(f"{shown(name)} in the archive is broken") from None


def damaged(what: str) -> Refusal:
    """Return the refusal of a file that is broken."""
    return refusal(
        "damaged-file",
        expected="a complete model file",
        received=what,
        next_step='save the model again with model.save("model.keras"), and compare the sizes if you copied it',
    )


def too_complex(what: str) -> Refusal:
    """Return the refusal of a file whose description is larger than that of any honest model."""
    return refusal(
        "too-complex",
        expected="a model whose description is of an ordinary size",
        received=what,
        next_step='make the model simpler and save it again with model.save("model.keras")',
    )
