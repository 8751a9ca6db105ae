"""What came of running a script."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gradatim.sandbox.mode import SandboxMode


class CodeOutcome(StrEnum):
    """How the script ended."""

    FINISHED = "finished"
    RAISED = "raised"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    """Its process ended, by a signal or by leaving, or answered with something that no honest script causes."""


@dataclass(frozen=True)
class CodeVerdict:
    """How a script ended, and what it left.

    All texts come from the script; control characters are gone, escaping for HTML is not done.

    Args:
        outcome: How it ended.
        verdict: JSON value of the script's global `verdict`; None unless it finished.
        error_type: Name of the exception or signal; empty if it finished.
        message: The exception with the script's own lines, or what was expected and what came.
        seconds: Wall-clock seconds of the run.
        mode: How strictly it was confined.
    """

    outcome: CodeOutcome
    verdict: object
    error_type: str
    message: str
    seconds: float
    mode: SandboxMode
