"""The parent's end of the pipes: it never waits without a deadline and never keeps more than was agreed."""

from __future__ import annotations

import os
import select
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum

from gradatim.sandbox.frame_reader import Frame, FrameReader
from gradatim.sandbox.launcher import LaunchedProcess
from gradatim.sandbox.wire import FrameError

if sys.platform == "linux":
    import fcntl

LOG_KEPT_BYTES = 64 * 1024
LOG_MOST_BYTES = 64 * 1024 * 1024
_POLL_SECONDS = 0.2
_EXIT_SECONDS = 2.0
_CHUNK_BYTES = 1 << 20


class End(StrEnum):
    """Why a conversation cannot go on."""

    TIMEOUT = "timeout"
    DIED = "died"
    OUT_OF_MEMORY = "out_of_memory"
    MALFORMED = "malformed"
    LOG_FLOOD = "log_flood"


class ConversationEnded(Exception):  # noqa: N818 - named for what happened
    """The conversation cannot go on; the process must be killed.

    Args:
        end: Why.
        detail: In words, ours.
        exit_code: Of the process, when it died. Defaults to None.
    """

    def __init__(self, end: End, detail: str, *, exit_code: int | None = None) -> None:
        self.end = end
        self.detail = detail
        self.exit_code = exit_code
        super().__init__(detail)


class Channel:
    """Sends requests to a launched process and collects its replies and its log.

    Args:
        launched: The process and its non-blocking pipes.
        on_printed: Called with what it prints, piece by piece. Defaults to nothing.
    """

    def __init__(self, launched: LaunchedProcess, *, on_printed: Callable[[bytes], None] = lambda _: None) -> None:
        self._on_printed = on_printed
        self._process = launched.process
        self._request_fd = launched.request_fd
        self._response_fd = launched.response_fd
        self._log_fd = launched.log_fd
        self._log = bytearray()
        self._log_bytes = 0
        self._log_open = True
        for pipe in (self._request_fd, self._response_fd):
            _widen(pipe)

    @property
    def log(self) -> str:
        """The last 64 KiB that the process printed: hostile text, not yet cleaned."""
        return self._log.decode(errors="replace")

    def exchange(self, request: Sequence[memoryview], *, payload_bytes: int, seconds: float) -> Frame:
        """Send a request and return the one frame that answers it.

        Args:
            request: The parts of the request; empty to wait for a frame that comes by itself.
            payload_bytes: The only length that the answer's payload may have, apart from none.
            seconds: Wall-clock limit for both.

        Returns:
            The frame.

        Raises:
            ConversationEnded: No such frame came.
        """
        deadline = time.monotonic() + seconds
        outgoing = deque(part for part in request if len(part))
        if outgoing and self._ready_to_read(self._response_fd):
            self._refuse_unasked_bytes()
        reader = FrameReader(payload_bytes=payload_bytes)
        try:
            while True:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise ConversationEnded(End.TIMEOUT, f"no answer within {seconds:.1f} s")
                exited = self._process.exit_code() is not None
                frame = self._step(outgoing, reader, 0.0 if exited else min(left, _POLL_SECONDS))
                if frame is not None:
                    return frame
                if exited and not self._ready_to_read(self._response_fd):
                    raise self._died()
        except FrameError as error:
            raise ConversationEnded(End.MALFORMED, str(error)) from error

    def drain_log(self) -> None:
        """Read what is in the log's pipe now.

        Raises:
            ConversationEnded: It printed too much.
        """
        while self._log_open and self._ready_to_read(self._log_fd):
            self._read_log()

    def _step(self, outgoing: deque[memoryview], reader: FrameReader, seconds: float) -> Frame | None:
        poller = select.poll()
        poller.register(self._response_fd, select.POLLIN)
        if self._log_open:
            poller.register(self._log_fd, select.POLLIN)
        if outgoing:
            poller.register(self._request_fd, select.POLLOUT)
        frame = None
        for descriptor, _ in poller.poll(seconds * 1000):
            if descriptor == self._log_fd:
                self._read_log()
            elif descriptor == self._request_fd:
                self._write(outgoing)
            else:
                frame = self._read_response(reader)
        return frame

    def _write(self, outgoing: deque[memoryview]) -> None:
        try:
            written = os.write(self._request_fd, outgoing[0][:_CHUNK_BYTES])
        except BlockingIOError:
            return
        except BrokenPipeError:
            # It no longer listens: it died, which the caller's loop notices, or it will run into the deadline.
            outgoing.clear()
            return
        outgoing[0] = outgoing[0][written:]
        if not outgoing[0]:
            outgoing.popleft()

    def _read_response(self, reader: FrameReader) -> Frame | None:
        try:
            count = os.readv(self._response_fd, [reader.space()[:_CHUNK_BYTES]])
        except BlockingIOError:
            return None
        if count == 0:
            raise self._died()
        return reader.advance(count)

    def _read_log(self) -> None:
        try:
            chunk = os.read(self._log_fd, LOG_KEPT_BYTES)
        except BlockingIOError:
            return
        self._log_open = bool(chunk)
        self._log_bytes += len(chunk)
        self._log += chunk
        self._on_printed(chunk)
        del self._log[:-LOG_KEPT_BYTES]
        if self._log_bytes > LOG_MOST_BYTES:
            raise ConversationEnded(End.LOG_FLOOD, f"more than {LOG_MOST_BYTES >> 20} MB of printed output")

    def _refuse_unasked_bytes(self) -> None:
        if os.read(self._response_fd, 1):
            raise ConversationEnded(End.MALFORMED, "an answer before the question")
        raise self._died()

    def _died(self) -> ConversationEnded:
        exit_code = self._process.exit_code(wait_seconds=_EXIT_SECONDS)
        if exit_code is None:
            return ConversationEnded(End.MALFORMED, "a closed pipe from a running process")
        self.drain_log()
        if self._process.out_of_memory:
            return ConversationEnded(End.OUT_OF_MEMORY, "the end of the process at its memory limit")
        return ConversationEnded(End.DIED, "the end of the process", exit_code=exit_code)

    @staticmethod
    def _ready_to_read(descriptor: int) -> bool:
        poller = select.poll()
        poller.register(descriptor, select.POLLIN)
        return bool(poller.poll(0))


def _widen(pipe: int) -> None:
    """Let a pipe hold a megabyte where the system allows that: each time that it is full, two processes take turns."""
    if sys.platform == "linux":
        with suppress(OSError):  # whoever has very many pipes may not widen more of them
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _CHUNK_BYTES)
