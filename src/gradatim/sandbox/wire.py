"""The frame that both ends of the sandbox speak. Standard library only: the model's process imports it too.

A frame is the magic bytes, the header's length (u32), the payload's length (u64), a JSON header and a raw payload, all
little-endian. Nothing is ever unpickled.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass

MAGIC = b"GSB1"
MAX_HEADER_BYTES = 8_192
MAX_VERDICT_BYTES = 65_536
_PREFIX = struct.Struct("<4sIQ")
PREFIX_BYTES = _PREFIX.size


class FrameError(ValueError):
    """The bytes are not a frame, or one larger than was agreed."""


@dataclass(frozen=True)
class Lengths:
    """What a frame's first bytes announce."""

    header: int
    payload: int


def frame_start(header: Mapping[str, object], *, payload_bytes: int = 0) -> bytes:
    """Return everything of a frame that comes before its payload.

    Args:
        header: JSON values.
        payload_bytes: Length of the payload that will follow. Defaults to 0.

    Returns:
        The prefix and the header.

    Raises:
        FrameError: The header is too long.
    """
    encoded = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    if len(encoded) > MAX_HEADER_BYTES:
        raise FrameError(f"Expected a header of at most {MAX_HEADER_BYTES} bytes. Received: {len(encoded)}")
    return _PREFIX.pack(MAGIC, len(encoded), payload_bytes) + encoded


def parse_prefix(prefix: bytes | bytearray) -> Lengths:
    """Return the lengths that a prefix of `PREFIX_BYTES` bytes announces.

    Raises:
        FrameError: The magic bytes are missing, or the header would be empty or too long.
    """
    magic, header_bytes, payload_bytes = _PREFIX.unpack(prefix)
    if magic != MAGIC:
        raise FrameError(f"Expected a frame that begins with {MAGIC!r}. Received: {magic!r}")
    if not 2 <= header_bytes <= MAX_HEADER_BYTES:
        raise FrameError(f"Expected a header of 2 to {MAX_HEADER_BYTES} bytes. Received: {header_bytes}")
    return Lengths(header_bytes, payload_bytes)


def parse_header(encoded: bytes | bytearray) -> dict[str, object]:
    """Return the JSON object of a header.

    Raises:
        FrameError: It is not a JSON object.
    """
    try:
        header = json.loads(encoded)
    except (ValueError, RecursionError) as error:
        raise FrameError(f"Expected a header in JSON. Received: {type(error).__name__}") from error
    if not isinstance(header, dict):
        raise FrameError(f"Expected a header that is a JSON object. Received: {type(header).__name__}")
    return header
