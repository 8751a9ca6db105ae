"""What came of a learner's answer to a drill."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class CheckState(StrEnum):
    """How one check ended."""

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    """The learner's code raised while the check asked it something."""
    NOT_RUN = "not run"
    """A check before it did not pass."""


class DrillOutcome(StrEnum):
    """How the whole answer fared."""

    PASSED = "passed"
    FAILED = "failed"
    """A check failed, or the learner's code raised within one."""
    ERROR = "error"
    """The file itself does not run to its end."""
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    """Its process ended."""


@dataclass(frozen=True)
class AnswerError:
    """An exception of the learner's code.

    Args:
        type: Name of the exception.
        message: Type and text, as Python prints its last line.
        line: Line of the answer where it happened; None if none is involved.
        trace: The traceback's entries that lie in the answer.
    """

    type: str
    message: str
    line: int | None
    trace: str


@dataclass(frozen=True)
class CheckResult:
    """What one check said.

    Args:
        name: Name of its function.
        title: What holds when it passes.
        state: How it ended.
        expected: What was expected, without "Expected"; empty unless it failed.
        received: What came; empty unless it failed.
        look: The next thing to look at; empty unless it failed.
        line: Line of the answer that it is about, if known.
        error: What the learner's code raised, if it did.
    """

    name: str
    title: str
    state: CheckState
    expected: str = ""
    received: str = ""
    look: str = ""
    line: int | None = None
    error: AnswerError | None = None


@dataclass(frozen=True)
class DrillVerdict:
    """What came of an answer. All texts were made by the learner's process; control characters are gone.

    Args:
        drill: Id of the drill.
        outcome: How it fared as a whole.
        checks: All checks in their order; empty if the process ended before it could tell.
        error: What the file itself raised, if it did.
        message: What happened, if its process ended or was ended.
        seconds: Wall-clock seconds of the run.
    """

    drill: str
    outcome: DrillOutcome
    checks: tuple[CheckResult, ...]
    error: AnswerError | None
    message: str
    seconds: float

    @property
    def passed(self) -> bool:
        """Whether all checks pass."""
        return self.outcome is DrillOutcome.PASSED

    @property
    def first_failing(self) -> CheckResult | None:
        """The check that the learner should look at."""
        unmet = (CheckState.FAILED, CheckState.RAISED)
        return next((check for check in self.checks if check.state in unmet), None)

    @property
    def line(self) -> int | None:
        """Line of the answer to look at, if one is known."""
        check = self.first_failing
        if check is not None:
            return check.error.line if check.error else check.line
        return self.error.line if self.error else None

    def as_text(self) -> str:
        """Return the verdict in plain words: all that a learner needs to go on."""
        if self.passed:
            return f"All {len(self.checks)} checks pass."
        if check := self.first_failing:
            if check.error:
                return f"{check.title}: your code raised {check.error.message}"
            return f"{check.title}: expected {check.expected}. Received: {check.received}. {check.look}"
        if self.error:
            return f"The file does not run: {self.error.message}"
        return self.message
