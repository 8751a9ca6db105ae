"""Reads the files of a Qt resource archive (.rcc), format versions 1 to 3.

Format: Qt's own description is its source, qtbase/src/corelib/io/qresource.cpp.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPRESSED, _FOLDER, _ZSTANDARD = 1, 2, 4


@dataclass(frozen=True)
class _Archive:
    content: bytes
    version: int
    tree: int
    data: int
    names: int

    def files(self, node: int = 0, folder: str = "") -> Iterator[tuple[str, bytes]]:
        entry = self.tree + node * (14 if self.version == 1 else 22)
        name_offset, flags = struct.unpack_from(">IH", self.content, entry)
        path = folder + self._name(name_offset) if node else ""
        if flags & _FOLDER:
            count, first = struct.unpack_from(">II", self.content, entry + 6)
            for child in range(first, first + count):
                yield from self.files(child, f"{path}/" if path else "")
            return
        if flags & _ZSTANDARD:
            raise ValueError(f"Expected a file that is stored or compressed with zlib. Received: Zstandard, {path}")
        (offset,) = struct.unpack_from(">I", self.content, entry + 10)
        (size,) = struct.unpack_from(">I", self.content, self.data + offset)
        stored = self.content[self.data + offset + 4 : self.data + offset + 4 + size]
        # A compressed file begins with its full size, four bytes.
        yield path, zlib.decompress(stored[4:]) if flags & _COMPRESSED else stored

    def _name(self, offset: int) -> str:
        (length,) = struct.unpack_from(">H", self.content, self.names + offset)
        start = self.names + offset + 6
        return self.content[start : start + 2 * length].decode("utf-16-be")


def read_resources(path: Path) -> dict[str, bytes]:
    """Return the files of an archive, by their path in it.

    Raises:
        ValueError: It is no such archive, or a file in it is compressed in another way than with zlib.
    """
    content = path.read_bytes()
    if content[:4] != b"qres":
        raise ValueError(f"Expected a Qt resource archive. Received: {path}")
    return dict(_Archive(content, *struct.unpack_from(">IIII", content, 4)).files())
