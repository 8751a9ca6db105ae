"""Each forged answer is a reply, an error or the beginning of more. `make thorough` forges 10,000."""

from __future__ import annotations

import json
import struct

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gradatim.sandbox.frame_reader import FrameReader
from gradatim.sandbox.replies import parse_reply
from gradatim.sandbox.wire import MAGIC, MAX_HEADER_BYTES, FrameError
from tests.thorough import times

CASES = times(500, thorough=10_000)
_AGREED_BYTES = 64

_VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=30),
    st.lists(st.one_of(st.none(), st.integers(-2, 2**64)), max_size=4),
)
_NAMES = st.sampled_from(
    ["status", "message", "reason", "error_type", "received", "input_shapes", "output_shapes", "parameters", "layers"]
)
_STATES = st.sampled_from(["ready", "loaded", "predicted", "failed", "unavailable", "ran", "verdict", "scored"])
_REPLIES = st.builds(
    lambda status, fields: json.dumps(fields | {"status": status}).encode(),
    _STATES,
    st.dictionaries(_NAMES, _VALUES, max_size=9),
)
_HEADERS = st.one_of(_REPLIES, st.binary(max_size=80), st.integers(0, 9_000).map(lambda depth: b"[" * depth))
_LENGTHS = st.one_of(st.none(), st.integers(0, 2**64 - 1))


@st.composite
def forged_frames(draw: st.DrawFn) -> bytes:
    """Frames that may lie about their magic bytes, their lengths and their contents, and may end anywhere."""
    header, payload = draw(_HEADERS), draw(st.binary(max_size=2 * _AGREED_BYTES))
    header_bytes, payload_bytes = draw(_LENGTHS), draw(_LENGTHS)
    lengths = struct.pack(
        "<IQ",
        len(header) if header_bytes is None else header_bytes % 2**32,
        len(payload) if payload_bytes is None else payload_bytes,
    )
    whole = draw(st.sampled_from([MAGIC, MAGIC, MAGIC, b"KSB1", b"\x80\x04\x95\0"])) + lengths + header + payload
    return whole[: draw(st.one_of(st.just(len(whole)), st.integers(0, len(whole))))]


@settings(max_examples=CASES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=forged_frames(), piece=st.integers(1, 200))
def test_a_forged_answer_is_a_reply_an_error_or_not_enough(data: bytes, piece: int) -> None:
    reader = FrameReader(payload_bytes=_AGREED_BYTES)
    position = 0
    while position < len(data):
        space = reader.space()
        # It never asks for more memory than was agreed, and never for none.
        assert 0 < len(space) <= max(_AGREED_BYTES, MAX_HEADER_BYTES)
        part = data[position : position + min(piece, len(space))]
        space[: len(part)] = part
        position += len(part)
        try:
            frame = reader.advance(len(part))
            if frame is None:
                continue
            parse_reply(frame.header)
        except FrameError:
            return
        assert len(frame.payload) in (0, _AGREED_BYTES)
        return
