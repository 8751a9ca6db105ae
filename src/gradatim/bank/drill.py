"""A drill: a small Python file to complete or repair, and the checks that it must pass. One is a folder of files."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from pathlib import Path

ANSWER_FILE = "answer.py"
"""The learner's copy of the starter."""


class DrillKind(StrEnum):
    """What the learner does."""

    COMPLETE = "complete"
    """Fill the gaps of a function or a model."""
    REPAIR = "repair"
    """Mend a broken program, starting from its error message."""
    PREDICT = "predict"
    """Say what a call returns before running it."""
    CHOOSE = "choose"
    """Measure alternatives and choose one."""
    FIGURE = "figure"
    """Draw something with Matplotlib."""
    TRAIN = "train"
    """Train a model to a threshold."""


class Level(IntEnum):
    """How hard: drills of a skill are done in this order."""

    WARM_UP = 1
    PRACTICE = 2
    EXAM = 3


@dataclass(frozen=True)
class WrongAnswer:
    """A typical mistake as a whole answer.

    Args:
        file: Path within the drill's folder, `wrong/….py`.
        mistake: What is wrong, in a few words.
        check: Name of the check that must fail; empty if the file itself must fail to run.
        message: A part of the message that it must get.
    """

    file: str
    mistake: str
    check: str
    message: str


@dataclass(frozen=True)
class EquivalentMutants:
    """Changes of the solution that leave it right.

    Args:
        line: A part of the line that they change.
        reason: Why such a change is no mistake.
        mutant: A part of the changed line, if only that change is meant. Defaults to any.
    """

    line: str
    reason: str
    mutant: str = ""


@dataclass(frozen=True)
class Drill:
    """One drill of the bank.

    Args:
        id: Name of its folder, unique in the bank.
        folder: Where its files lie.
        title: What it is about, in a few words.
        skill: Id of the skill that it practises.
        also: Ids of further skills that it touches.
        kind: What the learner does.
        level: How hard it is.
        minutes: How long it takes, 5 to 20.
        seconds: Wall-clock limit of one check.
        trains: Whether checking it trains a model, so that a verdict takes seconds.
        data: Name in the learner's folder to `dataset/file` of the catalogue.
        hints: Two, from a nudge to nearly the answer.
        wrong: Typical mistakes and the message that each must get.
        equivalent: Changes of the solution that the checks rightly accept.
    """

    id: str
    folder: Path
    title: str
    skill: str
    also: tuple[str, ...]
    kind: DrillKind
    level: Level
    minutes: int
    seconds: float
    trains: bool
    data: dict[str, str]
    hints: tuple[str, str]
    wrong: tuple[WrongAnswer, ...]
    equivalent: tuple[EquivalentMutants, ...]

    @property
    def starter(self) -> Path:
        """The file that the learner begins with."""
        return self.folder / "starter.py"

    @property
    def solution(self) -> Path:
        """An answer that passes."""
        return self.folder / "solution.py"

    @property
    def checks(self) -> Path:
        """The checks, one function each."""
        return self.folder / "checks.py"

    @property
    def readme(self) -> Path:
        """What to do."""
        return self.folder / "README.md"
