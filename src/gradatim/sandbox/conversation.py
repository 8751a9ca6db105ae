"""Questions to a process that runs a stranger's code, and its answers, within the limits of one run."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from gradatim.sandbox.channel import Channel, ConversationEnded
from gradatim.sandbox.default_launcher import default_launcher
from gradatim.sandbox.failure import ModelFailure, Reason, SandboxUnavailable, Stage
from gradatim.sandbox.frame_reader import Frame
from gradatim.sandbox.hostile_text import clean
from gradatim.sandbox.launcher import Launcher, ModelProcess
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.replies import Ready, Reply, Unavailable, parse_reply
from gradatim.sandbox.verdict import failure_of_end, failure_of_reply, malformed
from gradatim.sandbox.wire import FrameError, frame_start

_LOG_SHOWN = 400
_KILLED_FROM_OUTSIDE = (
    "Expected the process of the model to live until it answers. Received: its end by SIGKILL from outside: "
    "this machine ran out of memory, or somebody ended it"
)


@dataclass(frozen=True)
class Answer:
    """A reply of the agreed form, and the frame it came in."""

    reply: Reply
    frame: Frame


class Conversation:
    """One process and the time it has left. Made by `open_conversation`.

    After a failure that ended the process, every further question raises the same failure. After any other the
    conversation can go on.
    """

    def __init__(self, channel: Channel, process: ModelProcess, limits: RunLimits, mode: SandboxMode) -> None:
        self._channel = channel
        self._process = process
        self._limits = limits
        self._seconds_left = float(limits.seconds)
        self._ended: ModelFailure | None = None
        self.mode = mode
        self.start_ms = 0.0

    @property
    def pid(self) -> int:
        """Id of the process."""
        return self._process.pid

    def ask(
        self, stage: Stage, request: dict[str, object], payload: Sequence[memoryview] = (), *, reply_bytes: int = 0
    ) -> Answer:
        """Send a request and return what answers it.

        Args:
            stage: What is asked, for the words of a failure.
            request: The header.
            payload: What follows it, in parts. Defaults to nothing.
            reply_bytes: The only length that the answer's payload may have, apart from none. Defaults to 0.

        Raises:
            ModelFailure: There is no answer of the agreed form in time.
            SandboxUnavailable: The process ended for a reason of ours.
        """
        if self._ended is not None:
            raise self._ended
        start = frame_start(request, payload_bytes=sum(map(len, payload)))
        started = time.monotonic()
        try:
            frame = self._channel.exchange(
                [memoryview(start), *payload], payload_bytes=reply_bytes, seconds=self._seconds_left
            )
            reply = parse_reply(frame.header)
        except FrameError as error:
            raise self.end(malformed(stage, str(error))) from None
        except ConversationEnded as end:
            if self.mode is SandboxMode.FULL and end.exit_code == -signal.SIGKILL:
                # The first process of a process namespace cannot kill itself: the kernel ignores it.
                raise SandboxUnavailable(_KILLED_FROM_OUTSIDE) from None
            raise self.end(failure_of_end(stage, end, self._limits, self._channel.log)) from None
        self._seconds_left -= time.monotonic() - started
        return Answer(reply, frame)

    def refuse(self, stage: Stage, reply: Reply, *, expected: str) -> ModelFailure:
        """Return the failure that a reply other than the wanted one stands for."""
        failure = failure_of_reply(stage, reply, expected, self._limits)
        # A process that breaks the protocol, or has no memory left, is in no state to be asked again.
        return self.end(failure) if failure.reason in (Reason.PROTOCOL, Reason.MEMORY) else failure

    def end(self, failure: ModelFailure) -> ModelFailure:
        """End the process; every further question raises this failure."""
        self._process.kill()
        self._ended = failure
        return failure

    def read_printed(self) -> None:
        """Take note of what was printed before the last answer."""
        self._channel.drain_log()

    def _start(self, started: float) -> None:
        try:
            reply = parse_reply(self._channel.exchange([], payload_bytes=0, seconds=self._limits.start_seconds).header)
        except (ConversationEnded, FrameError) as error:
            printed = clean(self._channel.log[-_LOG_SHOWN:]).strip()
            raise SandboxUnavailable(
                f"Expected the process for the model to start within {self._limits.start_seconds:g} s. "
                f"Received: {error}{'; it printed: ' if printed else ''}{printed}"
            ) from error
        finally:
            self.start_ms = (time.perf_counter() - started) * 1000
        if isinstance(reply, Unavailable):
            raise SandboxUnavailable(
                f"Expected a process that confines itself and imports TensorFlow. Received: {clean(reply.message)}"
            )
        if not isinstance(reply, Ready):
            raise SandboxUnavailable(f"Expected the process to say that it is ready. Received: {reply.status}")


@contextmanager
def open_conversation(
    model: Path | None,
    limits: RunLimits,
    launcher: Launcher | None,
    *,
    on_printed: Callable[[bytes], None] = lambda _: None,
) -> Iterator[Conversation]:
    """Start a process; leaving the context ends it.

    Args:
        model: The file whose private copy it gets; None for none.
        limits: What it may use.
        launcher: How it comes to life; None for what `default_launcher` chooses.
        on_printed: Called with what it prints, piece by piece. Defaults to nothing.

    Yields:
        The conversation, before the first question.

    Raises:
        SandboxUnavailable: The process could not be started, or not confined, or has no TensorFlow.
    """
    chosen = launcher or default_launcher()
    started = time.perf_counter()
    with ExitStack() as stack:
        try:
            launched = stack.enter_context(chosen.launch(model=model, start_seconds=limits.start_seconds))
        except OSError as error:
            raise SandboxUnavailable(f"Expected a process for the model. Received: {error}") from error
        channel = Channel(launched, on_printed=on_printed)
        conversation = Conversation(channel, launched.process, limits, chosen.mode)
        conversation._start(started)  # noqa: SLF001 - the two are one unit
        yield conversation
