"""Everything that can happen in watch mode. One queue carries it to one loop."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from queue import SimpleQueue

from gradatim.drills.verdict import DrillVerdict


class Key(StrEnum):
    """What the learner can ask for with one key."""

    HINT = "h"
    NEXT = "n"
    LIST = "l"
    RUN = "r"
    QUIT = "q"


@dataclass(frozen=True)
class FilesChanged:
    """Something in the practice folder may have changed. Posted once in a while without a change, too."""


@dataclass(frozen=True)
class KeyPressed:
    """The learner pressed a key that means something."""

    key: Key


@dataclass(frozen=True)
class Printed:
    """The answer printed a line, while check number `run` was running."""

    run: int
    line: str


@dataclass(frozen=True)
class Checked:
    """Check number `run` has ended."""

    run: int
    answer: str
    verdict: DrillVerdict


@dataclass(frozen=True)
class CheckBroke:
    """Check number `run` could not be made: our fault, or the machine's."""

    run: int
    error: Exception


Event = FilesChanged | KeyPressed | Printed | Checked | CheckBroke
Events = SimpleQueue[Event]
