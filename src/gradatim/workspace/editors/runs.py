"""What an editor can start in a folder: the names of its buttons, and what each runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gradatim.bank.category_folder import ANSWER_FILE


@dataclass(frozen=True)
class Run:
    """One button.

    Args:
        name: What it is called.
        arguments: What follows `gradatim`; empty for a script of the candidate's.
        script: Path of that script from the folder's root. Defaults to none.
        folder: Where it runs, from the folder's root. Defaults to the root.
        interactive: Whether it wants single keys. Defaults to False.
    """

    name: str
    arguments: tuple[str, ...] = ()
    script: str = ""
    folder: str = ""
    interactive: bool = False


def exam_runs(categories: Iterable[int]) -> tuple[Run, ...]:
    """Return the buttons of an exam folder: two for each category, status and the end."""
    numbers = tuple(categories)
    train = tuple(
        Run(f"Run category {number}", script=f"category{number}/{ANSWER_FILE}", folder=f"category{number}")
        for number in numbers
    )
    hand_in = tuple(Run(f"Submit and test category {number}", ("submit", str(number))) for number in numbers)
    return (*train, *hand_in, Run("Exam status", ("exam", "status")), Run("Finish exam", ("exam", "finish")))


PRACTICE_RUNS = (
    Run("Check drill", ("check",)),
    Run("Hint", ("hint",)),
    Run("Next drill", ("next",)),
    Run("Watch drills", ("watch",), interactive=True),
)
"""The buttons of a practice folder."""

SAFE_PATH = "-P"
"""Python then imports nothing from the folder it stands in, where a candidate's file may be called keras.py."""

REPORTS_PROBLEMS = frozenset({"check", "submit", "watch"})
"""Commands that know `--problems`."""
