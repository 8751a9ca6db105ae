"""Reads one frame from a process that may lie about every number in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from gradatim.sandbox.wire import PREFIX_BYTES, FrameError, parse_header, parse_prefix


@dataclass(frozen=True)
class Frame:
    """One whole frame."""

    header: dict[str, object]
    payload: bytearray


class _Part(Enum):
    PREFIX = "prefix"
    HEADER = "header"
    PAYLOAD = "payload"


class FrameReader:
    """Collects one frame piece by piece, never more of it than was agreed.

    The caller reads into `space()` and reports the count to `advance()`; a byte after the frame is never read. Memory
    is at most the agreed payload and `MAX_HEADER_BYTES`.

    Args:
        payload_bytes: The only length that a payload may have, apart from none.

    Example:
        >>> from gradatim.sandbox.wire import frame_start
        >>> reader, sent = FrameReader(payload_bytes=0), frame_start({"status": "ready"})
        >>> frame = None
        >>> while frame is None:
        ...     space = reader.space()
        ...     space[:], sent = sent[: len(space)], sent[len(space) :]
        ...     frame = reader.advance(len(space))
        >>> frame.header
        {'status': 'ready'}
    """

    def __init__(self, *, payload_bytes: int) -> None:
        self._agreed_payload = payload_bytes
        self._announced_payload = 0
        self._header: dict[str, object] = {}
        self._part = _Part.PREFIX
        self._buffer = bytearray(PREFIX_BYTES)
        self._filled = 0

    def space(self) -> memoryview:
        """Return where the next bytes belong; never empty before the frame is whole."""
        return memoryview(self._buffer)[self._filled :]

    def advance(self, count: int) -> Frame | None:
        """Take note of `count` bytes written into `space()`.

        Returns:
            The frame, once it is whole.

        Raises:
            FrameError: It is malformed, or announces a payload that was not agreed.
        """
        self._filled += count
        if self._filled < len(self._buffer):
            return None
        if self._part is _Part.PREFIX:
            self._begin_header()
            return None
        if self._part is _Part.HEADER:
            self._header = parse_header(self._buffer)
            self._begin(_Part.PAYLOAD, self._announced_payload)
            if self._announced_payload:
                return None
        return Frame(self._header, self._buffer)

    def _begin_header(self) -> None:
        lengths = parse_prefix(self._buffer)
        if lengths.payload not in (0, self._agreed_payload):
            raise FrameError(f"Expected a payload of {self._agreed_payload} bytes. Received: {lengths.payload}")
        self._announced_payload = lengths.payload
        self._begin(_Part.HEADER, lengths.header)

    def _begin(self, part: _Part, size: int) -> None:
        self._part = part
        self._buffer = bytearray(size)
        self._filled = 0
