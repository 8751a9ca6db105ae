"""Turns the end of a conversation into a failure that names what was expected and what came."""

from __future__ import annotations

import re
import signal

from gradatim.sandbox.channel import ConversationEnded, End
from gradatim.sandbox.failure import ModelFailure, Reason, Stage
from gradatim.sandbox.limits import RunLimits
from gradatim.sandbox.replies import Failed, Reply

# What C++ code prints when an allocation fails and it gives up. A model that prints it itself fails just the same.
_OUT_OF_MEMORY = re.compile(
    r"bad_alloc|cannot allocate memory|failed to allocate|out of memory|MemoryError|ResourceExhausted", re.IGNORECASE
)
_WORK = {Stage.LOAD: "a model that loads", Stage.PREDICT: "a model that predicts", Stage.RUN: "code that ends"}
_SHARED = {
    Stage.LOAD: " for loading and predicting together",
    Stage.PREDICT: " for loading and predicting together",
    Stage.RUN: "",
}


def failure_of_reply(stage: Stage, reply: Reply, expected: str, limits: RunLimits) -> ModelFailure:
    """Return the failure that a reply other than the wanted one stands for.

    Args:
        stage: What was asked.
        reply: What came.
        expected: What was expected, in words.
        limits: What the model was allowed.

    Returns:
        The failure.
    """
    if not isinstance(reply, Failed):
        return malformed(stage, f"a reply that says {reply.status}")
    reason = Reason(reply.reason)
    if reason is Reason.MEMORY:
        return _out_of_memory(stage, limits, "a failed allocation", reply.error_type, reply.message)
    return ModelFailure(
        stage,
        reason,
        expected=expected,
        received=reply.received or f"{reply.error_type}: {reply.message}",
        error_type=reply.error_type,
        message=reply.message,
    )


def failure_of_end(stage: Stage, end: ConversationEnded, limits: RunLimits, log: str) -> ModelFailure:
    """Return the failure that the end of a conversation stands for.

    Args:
        stage: What was asked.
        end: What ended it.
        limits: What the model was allowed.
        log: What the process printed last.

    Returns:
        The failure.
    """
    if end.end is End.TIMEOUT:
        return ModelFailure(
            stage,
            Reason.TIMEOUT,
            expected=f"{_WORK[stage]} within {limits.seconds:g} s{_SHARED[stage]}",
            received="no answer in that time",
        )
    if end.end is End.OUT_OF_MEMORY:
        return _out_of_memory(stage, limits, "the end of its process, whose data and files need more", "SIGKILL", "")
    if end.end is not End.DIED or end.exit_code is None:
        return malformed(stage, end.detail)
    died = _words(end.exit_code)
    if end.exit_code < 0 and _OUT_OF_MEMORY.search(log):
        return _out_of_memory(stage, limits, f"a failed allocation, then the end of its process by {died}", died, "")
    return ModelFailure(
        stage, Reason.CRASHED, expected=_WORK[stage], received=f"the end of its process by {died}", error_type=died
    )


def malformed(stage: Stage, detail: str) -> ModelFailure:
    """Return the failure for an answer that no honest model causes."""
    return ModelFailure(stage, Reason.PROTOCOL, expected="an answer of the agreed form and size", received=detail)


def _out_of_memory(stage: Stage, limits: RunLimits, received: str, error_type: str, message: str) -> ModelFailure:
    return ModelFailure(
        stage,
        Reason.MEMORY,
        expected=f"{_WORK[stage]} in {limits.memory_mb} MiB of memory",
        received=received,
        error_type=error_type,
        message=message,
    )


def _words(exit_code: int) -> str:
    if exit_code >= 0:
        return f"exit code {exit_code}"
    try:
        return signal.Signals(-exit_code).name
    except ValueError:
        return f"signal {-exit_code}"
