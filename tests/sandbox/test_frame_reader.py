"""The frame parser takes any bytes without crashing or growing. `make thorough` tries 10,000 of each."""

from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gradatim.sandbox.frame_reader import Frame, FrameReader
from gradatim.sandbox.replies import parse_reply
from gradatim.sandbox.wire import MAGIC, MAX_HEADER_BYTES, FrameError, frame_start
from tests.thorough import times

CASES = 10_000


def read(data: bytes, *, payload_bytes: int, piece: int = 1 << 20) -> tuple[Frame | None, bytes]:
    """Return the frame, if the bytes hold one, and the bytes that were not read."""
    reader, frame = FrameReader(payload_bytes=payload_bytes), None
    while frame is None and data:
        space = reader.space()
        assert 0 < len(space) <= max(payload_bytes, MAX_HEADER_BYTES)
        count = min(len(space), len(data), piece)
        space[:count] = data[:count]
        data = data[count:]
        frame = reader.advance(count)
    return frame, data


def prefix(header: int, payload: int, magic: bytes = MAGIC) -> bytes:
    return magic + struct.pack("<IQ", header, payload)


@settings(max_examples=times(100, thorough=CASES), deadline=None)
@given(
    header=st.dictionaries(
        st.text(max_size=20), st.one_of(st.integers(), st.text(max_size=50), st.booleans()), max_size=9
    ),
    payload=st.binary(max_size=300),
    piece=st.integers(1, 40),
    after=st.binary(max_size=5),
)
def test_a_frame_comes_back_whole_however_it_is_cut(
    header: dict[str, object], payload: bytes, piece: int, after: bytes
) -> None:
    data = frame_start(header, payload_bytes=len(payload)) + payload + after
    frame, rest = read(data, payload_bytes=len(payload), piece=piece)
    assert frame == Frame(header, bytearray(payload))
    assert rest == after


@settings(max_examples=times(1_000, thorough=CASES), deadline=None)
@given(data=st.one_of(st.binary(max_size=600), st.binary(max_size=600).map(MAGIC.__add__)), agreed=st.integers(0, 500))
def test_any_bytes_are_a_frame_an_error_or_not_enough(data: bytes, agreed: int) -> None:
    with suppress(FrameError):
        read(data, payload_bytes=agreed)


@settings(max_examples=times(500, thorough=CASES), deadline=None)
@given(body=st.binary(min_size=2, max_size=400), payload=st.integers(0, 2**64 - 1))
def test_any_header_is_a_reply_an_error_or_not_enough(body: bytes, payload: int) -> None:
    with suppress(FrameError):
        frame, _ = read(prefix(len(body), payload) + body, payload_bytes=0)
        if frame is not None:
            parse_reply(frame.header)


@pytest.mark.parametrize(
    "data",
    [
        prefix(2, 0, b"KSB1") + b"{}",
        prefix(MAX_HEADER_BYTES + 1, 0),
        prefix(2**32 - 1, 0),
        prefix(0, 0),
        prefix(2, 9) + b"{}",
        prefix(2, 2**64 - 1) + b"{}",
        prefix(2, 0) + b"[]",
        prefix(8000, 0) + b"[" * 8000,
        prefix(8000, 0) + b"9" * 8000,
        prefix(3, 0) + b'"\xff"',
    ],
    ids=["magic", "header", "huge header", "no header", "payload", "huge payload", "list", "deep", "number", "utf-8"],
)
def test_a_forged_frame_is_refused(data: bytes) -> None:
    with pytest.raises(FrameError):
        read(data, payload_bytes=8)


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"status": "scored"},
        {"status": "ready", "extra": 1},
        {"status": "failed", "reason": "not_finite", "error_type": "", "message": "", "received": ""},
        {"status": "failed", "reason": "error", "error_type": 1, "message": [], "received": {}},
        {"status": "loaded", "input_shapes": [[-1]], "output_shapes": None, "parameters": 1, "layers": 1},
        {"status": "loaded", "input_shapes": None, "output_shapes": None, "parameters": 10**30, "layers": 1},
    ],
)
def test_a_forged_reply_is_refused(header: dict[str, object]) -> None:
    with pytest.raises(FrameError):
        parse_reply(header)


def test_a_header_that_is_too_long_is_never_sent() -> None:
    with pytest.raises(FrameError):
        frame_start({"message": "x" * MAX_HEADER_BYTES})
