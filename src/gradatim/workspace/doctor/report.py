"""What the doctor found: one check a line, each with its state and, where it is not well, the mend."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from gradatim.workspace.doctor.factor import Prediction, TrainingSpeed


class State(StrEnum):
    """How one thing stands, the best first."""

    OK = "ok"
    WARNING = "warning"
    """Gradatim works, but something will be slow, or surprise."""
    PROBLEM = "problem"
    """Something does not work until it is mended."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Check(_Model):
    """One thing that was looked at."""

    id: str = Field(description="Stable id of the check, such as `python-version`; docs/doctor.md lists them.")
    title: str = Field(description="What was looked at, in a word or three.")
    state: State = Field(description="`ok`, `warning` or `problem`.")
    received: str = Field(description="What was found.")
    expected: str = Field(default="", description="What was expected; empty when all is well.")
    next_step: str = Field(default="", description="The mend; empty when all is well.")


class DoctorReport(_Model):
    """Everything that `gradatim doctor` established."""

    gradatim: str = Field(description="Version of Gradatim.")
    examined_at: datetime = Field(description="When, in UTC.")
    checks: list[Check] = Field(description="What was looked at, in the order of the page.")
    speed: TrainingSpeed | None = Field(
        default=None, description="How fast this machine trains, if `--smoke` ever measured it here; otherwise null."
    )
    training: list[Prediction] = Field(
        default_factory=list, description="How long each exam task's reference answer will train here."
    )

    @property
    def worst(self) -> State:
        """The worst state of all checks."""
        return max((check.state for check in self.checks), key=list(State).index, default=State.OK)

    def count(self, state: State) -> int:
        """Return how many checks are in a state."""
        return sum(check.state is state for check in self.checks)

    def as_json(self) -> str:
        """Return the stable JSON."""
        return self.model_dump_json(indent=2)


def well(check_id: str, title: str, received: str) -> Check:
    """Return a check with nothing to mend."""
    return Check(id=check_id, title=title, state=State.OK, received=received)


def warning(check_id: str, title: str, *, received: str, expected: str, next_step: str) -> Check:
    """Return a check of something that works and should be better."""
    return Check(
        id=check_id, title=title, state=State.WARNING, received=received, expected=expected, next_step=next_step
    )


def problem(check_id: str, title: str, *, received: str, expected: str, next_step: str) -> Check:
    """Return a check of something that does not work."""
    return Check(
        id=check_id, title=title, state=State.PROBLEM, received=received, expected=expected, next_step=next_step
    )
