"""Carries out a sample within walls, and looks round afterwards."""

from __future__ import annotations

import os
import socket
import time
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from gradatim.sandbox.failure import ModelFailure
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.model_format import ModelFormat
from gradatim.sandbox.session import open_model
from gradatim.sandbox.warm_launcher import WarmLauncher
from tests.attacks.sample import Answers, Expected, Sample, Surroundings, format_of
from tests.attacks.surroundings import Canary, Listener, descendants, mounts, resident_kb, system_v

ROWS = np.ones((2, 1), np.float32)
MOST_GROWTH_KB = 48 << 10
_HONEST_ANSWER = 1.0
_SPARES = 1
_MOST_CHARACTERS = 1_500
_END_SECONDS = 60.0


@dataclass(frozen=True)
class Outcome:
    """What came of a sample: an answer or a failure, and how long it took from the first request."""

    answer: npt.NDArray[np.float32] | None
    failure: ModelFailure | None
    seconds: float


class Attack:
    """Carries out samples, one after the other, on one fork server.

    Args:
        launcher: The fork server.
        bases: Models that TensorFlow wrote.
        canary: A folder outside.
        listener: Open doors outside.
    """

    def __init__(self, launcher: WarmLauncher, bases: Path, canary: Canary, listener: Listener) -> None:
        self._launcher = launcher
        self._bases = bases
        self._canary = canary
        self._listener = listener
        # The first job starts the server, the second finds everything in memory that is going to stay there.
        for _ in range(2):
            self.ask_honest_model()
        self._guard = self._guard_now()
        (self._server,) = (pid for pid in descendants(self._guard) if _parent_of(pid) == self._guard)
        self._mounts = mounts()
        self._system_v = system_v()
        self._memory = {pid: resident_kb(pid) for pid in (os.getpid(), self._server)}

    def carry_out(self, sample: Sample, folder: Path) -> Outcome:
        """Make the sample and let it act."""
        return carry_out(sample, self.surroundings(folder), self._launcher)

    def surroundings(self, folder: Path) -> Surroundings:
        """Return what an attack may name."""
        return Surroundings(
            folder=folder,
            bases=self._bases,
            secret=self._canary.secret,
            port=self._listener.port,
            unix_path=self._listener.unix_path,
            abstract=self._listener.abstract,
            processes=(os.getpid(), self._guard, self._server),
            host_name=socket.gethostname(),
        )

    def ask_honest_model(self) -> str:
        """Let the next job be an honest one; return what is wrong with its answer, "" for nothing."""
        limits = RunLimits(memory_mb=256)
        model = self._bases / "lambda.keras"
        with open_model(model, ModelFormat.KERAS, limits, allow_lambda=True, launcher=self._launcher) as session:
            session.load()
            answer = session.predict(ROWS, output_shape=(1,))
        return "" if (answer == _HONEST_ANSWER).all() else f"an honest model answers {answer.tolist()}"

    def damage(self) -> list[str]:
        """Return everything outside that is not as it was."""
        found = [f"changed {path}" for path in self._canary.changes()]
        found += [f"visitor by {door}" for door in self._listener.visitors()]
        found += [f"stray process {pid}" for pid in self._strays()]
        found += [f"new mount {mount}" for mount in mounts() - self._mounts]
        found += ["System V objects"] if system_v() != self._system_v else []
        if self._guard_now() != self._guard or self._server not in descendants(self._guard):
            return [*found, "the fork server ended"]
        for pid, before in self._memory.items():
            grown = resident_kb(pid) - before
            found += [f"process {pid} grew by {grown} KiB"] if grown > MOST_GROWTH_KB else []
        return found

    def _strays(self) -> set[int]:
        deadline = time.monotonic() + _END_SECONDS
        while True:
            living = descendants(self._guard) - {self._server}
            if len(living) <= _SPARES:
                return set()
            if time.monotonic() > deadline:
                return living
            time.sleep(0.01)

    def _guard_now(self) -> int:
        guard = self._launcher.server_pid
        assert guard is not None
        return guard


def carry_out(sample: Sample, around: Surroundings, launcher: WarmLauncher) -> Outcome:
    """Make the sample and let it act within a launcher's walls."""
    assert launcher.mode is SandboxMode.FULL
    model = sample.make(around)
    limits = RunLimits(memory_mb=sample.memory_mb, seconds=sample.seconds)
    answer = None
    started = time.monotonic()
    with open_model(model, format_of(model), limits, allow_lambda=sample.allow_lambda, launcher=launcher) as session:
        started = time.monotonic()
        try:
            session.load()
            for _ in range(sample.predictions):
                answer = session.predict(ROWS, output_shape=(1,))
        except ModelFailure as failure:
            return Outcome(None, failure, time.monotonic() - started)
        return Outcome(answer, None, time.monotonic() - started)


def differs(outcome: Outcome, expected: Expected) -> str:
    """Return how an outcome differs from the expected one, "" for not at all."""
    failure = outcome.failure
    if isinstance(expected, Answers):
        if failure is not None:
            return f"Expected the answer {expected.value}. Received: {failure.stage} {failure.reason} {failure}"
        assert outcome.answer is not None
        return "" if (outcome.answer == expected.value).all() else f"answered {outcome.answer.tolist()}"
    if failure is None:
        assert outcome.answer is not None
        return f"Expected {expected.stage} to fail. Received: the answer {outcome.answer.tolist()}"
    fits = failure.stage is expected.stage and failure.reason in expected.reasons and expected.text in str(failure)
    return "" if fits else f"Expected {expected}. Received: {failure.stage} {failure.reason} {failure}"


def unclean_texts(outcome: Outcome) -> list[str]:
    """Return the texts of a failure that could act on a terminal or fill a page."""
    failure = outcome.failure
    if failure is None:
        return []
    texts = (failure.expected, failure.received, failure.error_type, failure.message)
    return [text for text in texts if len(text) > _MOST_CHARACTERS or any(map(_acts, text))]


def _acts(character: str) -> bool:
    return character not in "\n\t" and unicodedata.category(character).startswith("C")


def _parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
