"""Reads requests, asks the model, writes replies, until the parent closes the pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, BinaryIO

import keras
import numpy as np

from gradatim.sandbox.child.batches import OutputMismatch, predict_rows
from gradatim.sandbox.child.code_job import ScriptError, run_script
from gradatim.sandbox.child.error_text import failed_header
from gradatim.sandbox.child.keras_model import load_keras
from gradatim.sandbox.child.memory import MemoryMeter
from gradatim.sandbox.child.out_of_memory import is_out_of_memory
from gradatim.sandbox.child.random_state import SEED
from gradatim.sandbox.child.runnable import Runnable
from gradatim.sandbox.child.saved_model import load_saved_model
from gradatim.sandbox.wire import PREFIX_BYTES, frame_start, parse_header, parse_prefix


class Format(StrEnum):
    """The parent's `ModelFormat`, which this side must not import."""

    KERAS = "keras"
    HDF5 = "h5"
    SAVED_MODEL = "saved_model"


class _Payload:
    """The payload of a request, read straight from the pipe so that it is in memory only once."""

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._left = size

    def read(self, size: int) -> bytes:
        """Return the next bytes, fewer only at the end."""
        data = self._stream.read(min(size, self._left))
        self._left -= len(data)
        return data

    def skip(self) -> None:
        """Read to the end, where the next request begins."""
        while self._left and self.read(1 << 20):
            pass


@dataclass(frozen=True)
class _Request:
    header: dict[str, Any]
    payload: _Payload


def converse(request_fd: int, response_fd: int, model_fd: int, meter: MemoryMeter | None) -> None:
    """Answer requests until the pipe ends.

    Args:
        request_fd: Requests are read here.
        response_fd: Replies are written here.
        model_fd: The model's bytes.
        meter: Limits the memory when the first request says to how much; None for no limit.
    """
    requests = os.fdopen(request_fd, "rb", closefd=False)
    model: Runnable | None = None

    verdict = b""

    def limit_memory(request: _Request) -> None:
        if meter is not None:
            meter.limit(request.header["memory_mb"])

    def load(request: _Request) -> tuple[dict[str, object], memoryview]:
        nonlocal model
        limit_memory(request)
        model = _load(request.header, model_fd)
        return {"status": "loaded", **asdict(model.facts)}, memoryview(b"")

    def predict(request: _Request) -> tuple[dict[str, object], memoryview]:
        if model is None:
            raise RuntimeError("Expected a loaded model. Received: none")
        rows = np.lib.format.read_array(request.payload, allow_pickle=False)  # type: ignore[arg-type]
        run = model.called if request.header["as_called"] else None
        answer = predict_rows(model, rows, tuple(request.header["output_shape"]), run)
        return {"status": "predicted"}, answer.reshape(-1).view(np.uint8).data

    def run(request: _Request) -> tuple[dict[str, object], memoryview]:
        nonlocal verdict
        limit_memory(request)
        # Without one, operations that draw random numbers refuse to run: all here is deterministic.
        keras.utils.set_random_seed(SEED)
        verdict = run_script(request.header["files"], request.payload)  # type: ignore[arg-type]
        return {"status": "ran", "verdict_bytes": len(verdict)}, memoryview(b"")

    def tell_verdict(_: _Request) -> tuple[dict[str, object], memoryview]:
        return {"status": "verdict"}, memoryview(verdict)

    def weights(_: _Request) -> tuple[dict[str, object], memoryview]:
        if model is None:
            raise RuntimeError("Expected a loaded model. Received: none")
        return {"status": "weights", "weights": [asdict(weight) for weight in model.weights()]}, memoryview(b"")

    answers = {"load": load, "weights": weights, "predict": predict, "run": run, "verdict": tell_verdict}
    while (request := _read_request(requests)) is not None:
        header, payload = _answer(answers[request.header["op"]], request)
        _write_all(response_fd, memoryview(frame_start(header, payload_bytes=len(payload))))
        _write_all(response_fd, payload)


def _load(header: dict[str, Any], model_fd: int) -> Runnable:
    if header["format"] == Format.SAVED_MODEL:
        return load_saved_model(os.fdopen(os.dup(model_fd), "rb"))
    # Keras tells the two formats apart by the file's name.
    path = f"model.{Format(header['format']).value}"
    with open(path, "wb") as copy:  # noqa: PTH123 - a name, relative to the scratch folder
        done = 0
        while chunk := os.pread(model_fd, 1 << 20, done):
            done += copy.write(chunk)
    return load_keras(path, safe_mode=not header["allow_lambda"])


def _answer(
    work: Callable[[_Request], tuple[dict[str, object], memoryview]], request: _Request
) -> tuple[dict[str, object], memoryview]:
    """Do the work; whatever the model's code raises, SystemExit included, becomes a reply."""
    try:
        return work(request)
    except OutputMismatch as mismatch:
        return failed_header(mismatch.reason, mismatch, received=mismatch.received), memoryview(b"")
    except ScriptError as error:
        return failed_header(_reason(error.error), error.error, message=str(error)), memoryview(b"")
    except BaseException as error:
        return failed_header(_reason(error), error), memoryview(b"")
    finally:
        request.payload.skip()
        sys.stdout.flush()


def _reason(error: BaseException) -> str:
    return "memory" if is_out_of_memory(error) else "error"


def _read_request(requests: BinaryIO) -> _Request | None:
    prefix = requests.read(PREFIX_BYTES)
    if len(prefix) < PREFIX_BYTES:
        return None
    lengths = parse_prefix(prefix)
    header = parse_header(requests.read(lengths.header))
    return _Request(header, _Payload(requests, lengths.payload))


def _write_all(descriptor: int, data: memoryview) -> None:
    while data:
        data = data[os.write(descriptor, data[: 1 << 20]) :]
