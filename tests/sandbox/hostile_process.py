"""Speaks the sandbox's protocol badly, without TensorFlow, so that each bad habit takes milliseconds to test.

Arguments: the habit, then the JSON object of the launcher.
"""

from __future__ import annotations

import json
import os
import struct
import sys
import time


def frame(header: bytes, payload: bytes = b"", magic: bytes = b"GSB1") -> bytes:
    return magic + struct.pack("<IQ", len(header), len(payload)) + header + payload


READY = frame(b'{"status":"ready"}')
LOADED = frame(b'{"status":"loaded","input_shapes":null,"output_shapes":null,"parameters":null,"layers":null}')
PREDICTED = b'{"status":"predicted"}'


def main(habit: str, request_fd: int, response_fd: int) -> None:
    def say(data: bytes) -> None:
        while data:
            data = data[os.write(response_fd, data) :]

    if habit == "never ready":
        print("still warming up", flush=True)
        time.sleep(1000)
    if habit == "dies at start":
        print("ImportError: no such library", flush=True)
        os._exit(3)
    say(READY)
    if habit == "never reads":
        time.sleep(1000)
    os.read(request_fd, 1 << 16)
    if habit == "floods the log":
        while True:
            os.write(1, b"x" * 65536)
    if habit == "answers with a pickle":
        say(b"cposix\nsystem\n(S'true'\ntR.")
    if habit == "breaks off in the middle":
        say(LOADED[:20])
        os._exit(0)
    if habit == "kills itself":
        os.kill(os.getpid(), 9)
    if habit == "allocation fails":
        print("terminate called after throwing an instance of 'std::bad_alloc'", flush=True)
        os.abort()
    if habit == "closes the pipe":
        os.close(response_fd)
        time.sleep(1000)
    if habit == "leaves a grandchild":
        if os.fork() == 0:
            time.sleep(1000)
        os._exit(4)
    if habit == "says it predicted":
        say(frame(PREDICTED))
    if habit == "hostile text":
        message = "\x1b[2J\x07\u202eforged\nsecond line" + "y" * 1200
        reply = {"status": "failed", "reason": "error", "error_type": "E" * 200, "message": message, "received": ""}
        say(frame(json.dumps(reply).encode()))
    if habit == "takes its time":
        time.sleep(2)
    say(LOADED)
    if habit == "answers unasked":
        say(frame(PREDICTED, bytes(8)))
        time.sleep(1000)
    if habit == "reads no more":
        time.sleep(1000)
    os.read(request_fd, 1 << 16)
    if habit == "predicts too much":
        say(frame(PREDICTED, bytes(1 << 20)))
    if habit == "predicts nothing":
        say(frame(PREDICTED))
    if habit == "predicts infinity":
        say(frame(PREDICTED, struct.pack("<2f", 1.0, float("inf"))))
    if habit == "predicts endlessly":
        say(frame(PREDICTED, bytes(8)))
        while True:
            say(bytes(65536))
    if habit == "dribbles":
        for byte in frame(PREDICTED, bytes(8)):
            say(bytes([byte]))
            time.sleep(0.2)
    time.sleep(1000)


if __name__ == "__main__":
    descriptors = json.loads(sys.argv[2])
    main(sys.argv[1], descriptors["request_fd"], descriptors["response_fd"])
