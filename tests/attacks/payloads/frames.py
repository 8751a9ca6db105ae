"""Writes into the pipe to the parent instead of the grader's own code."""

from __future__ import annotations

import fcntl
import json
import os
import pickle
import stat
import struct
import time

_MAGIC = b"GSB1"
_PREDICTED = {"status": "predicted"}
_LOADED = {"status": "loaded", "input_shapes": None, "output_shapes": None, "parameters": None, "layers": None}


class _RunsWhenUnpickled:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("/tmp/gradatim-attack-pickle",)


def frame(header: bytes, payload: bytes = b"", *, payload_bytes: int | None = None, magic: bytes = _MAGIC) -> bytes:
    """Return a frame, or what looks like one."""
    announced = len(payload) if payload_bytes is None else payload_bytes
    return magic + struct.pack("<IQ", len(header), announced) + header + payload


def say(what: str) -> list[str]:
    """Write a forgery, then answer nothing more."""
    good, numbers = json.dumps(_PREDICTED).encode(), struct.pack("<2f", 7.0, 7.0)
    texts = {
        "good": frame(good, numbers),
        "good twice": frame(good, numbers) * 2,
        "partial": frame(good, numbers)[:-1],
        "oversized": frame(good, bytes(1 << 16)),
        "undersized": frame(good, numbers[:4]),
        "endless": frame(good, payload_bytes=2**63),
        "largest": frame(good, payload_bytes=2**64 - 1),
        "long header": frame(b'{"status":"' + b"x" * 9000 + b'"}'),
        "empty header": frame(b""),
        "deep header": frame(b"[" * 8000),
        "large number": frame(b'{"status":' + b"9" * 8000 + b"}"),
        "duplicate keys": frame(b'{"status":"predicted","status":"ready"}'),
        "not UTF-8": frame(b'{"status":"\xff\xfe"}'),
        "pickle": pickle.dumps(_RunsWhenUnpickled()),
        "pickle in a frame": frame(pickle.dumps(_RunsWhenUnpickled())),
        "pickle for numbers": frame(good, pickle.dumps(_RunsWhenUnpickled())[:8].ljust(8, b".")),
        "other magic": frame(good, numbers, magic=b"KSB1"),
        "unavailable": frame(json.dumps({"status": "unavailable", "message": "their fault"}).encode()),
        "ready": frame(b'{"status":"ready"}'),
        "loaded": frame(json.dumps(_LOADED).encode()),
        "not finite": frame(good, struct.pack("<2f", float("nan"), float("inf"))),
        "failure of ours": frame(
            json.dumps(_failed("timeout", "\x1b[2J<script>alert(1)</script>" + "\u202e" + "y" * 3000)).encode()
        ),
        "hostile text": frame(json.dumps(_failed("error", "\x1b[2J\x07<script>alert(1)</script>\u202e")).encode()),
    }
    data = memoryview(texts[what])
    while data:
        data = data[os.write(_answers_to(), data) :]
    time.sleep(1000)
    return []


def close() -> list[str]:
    """Hang up."""
    os.close(_answers_to())
    time.sleep(1000)
    return []


def never_end() -> list[str]:
    """Answer rightly, then without end."""
    os.write(_answers_to(), frame(json.dumps(_PREDICTED).encode(), struct.pack("<2f", 7.0, 7.0)))
    while True:
        os.write(_answers_to(), bytes(1 << 16))


def read_the_questions() -> list[str]:
    """Take the next question away from the grader's code."""
    flags = {fd: _access(fd) for fd in range(3, 64)}
    questions = next(fd for fd, access in flags.items() if access == os.O_RDONLY)
    while True:
        os.read(questions, 1 << 16)


def leave(code: int) -> list[str]:
    """End the process without a word."""
    os._exit(code)


def _answers_to() -> int:
    return next(fd for fd in range(3, 64) if _access(fd) == os.O_WRONLY)


def _access(descriptor: int) -> int | None:
    try:
        if not stat.S_ISFIFO(os.fstat(descriptor).st_mode):
            return None
        return fcntl.fcntl(descriptor, fcntl.F_GETFL) & os.O_ACCMODE
    except OSError:
        return None


def _failed(reason: str, message: str) -> dict[str, str]:
    return {"status": "failed", "reason": reason, "error_type": "E" * 200, "message": message[:1500], "received": ""}
