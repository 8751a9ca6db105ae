"""What can go wrong with a model (theirs) and with the sandbox (ours)."""

from __future__ import annotations

from enum import StrEnum

from gradatim.sandbox.hostile_text import clean


class Stage(StrEnum):
    """What was asked of the model when it failed."""

    LOAD = "load"
    PREDICT = "predict"
    RUN = "run"
    """Run a script, see `run_code`."""


class Reason(StrEnum):
    """Why a model gave no usable answer."""

    ERROR = "error"
    """The model raised an exception."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    """The process of the model ended, by a signal or by leaving."""
    OUTPUT_COUNT = "output_count"
    OUTPUT_DTYPE = "output_dtype"
    """The answer is not made of real numbers: text, booleans, complex numbers."""
    OUTPUT_SHAPE = "output_shape"
    NOT_FINITE = "not_finite"
    """The answer holds NaN or infinity."""
    PROTOCOL = "protocol"
    """The process of the model answered with something that no honest model causes."""


class ModelFailure(Exception):  # noqa: N818 - a word of the house, and not an error of ours
    """The model gave no usable answer; its author can put it right.

    The texts may come from the model's process, so they are capped and freed of control characters here.

    Args:
        stage: What was asked.
        reason: Why there is no answer.
        expected: What was expected.
        received: What came instead.
        error_type: Name of the exception or signal. Defaults to "".
        message: Its text. Defaults to "".

    Example:
        >>> print(ModelFailure(Stage.PREDICT, Reason.OUTPUT_SHAPE, expected="(rows, 1)", received="(rows,)"))
        Expected (rows, 1). Received: (rows,)
    """

    def __init__(
        self, stage: Stage, reason: Reason, *, expected: str, received: str, error_type: str = "", message: str = ""
    ) -> None:
        self.stage = stage
        self.reason = reason
        self.expected = clean(expected)
        self.received = clean(received)
        self.error_type = clean(error_type, limit=80)
        self.message = clean(message)
        super().__init__(f"Expected {self.expected}. Received: {self.received}")


class SandboxUnavailable(Exception):  # noqa: N818 - see above
    """The process for the model could not be started or used: our fault, never the model's."""


class ConfinementRefused(SandboxUnavailable):
    """This machine cannot confine a model as strictly as the setting `sandbox` demands; trying again does not help."""
