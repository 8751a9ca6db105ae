"""The verdict on a drill: its checks, the first that fails with what was expected, and the line to look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gradatim.bank.drill import Drill
from gradatim.drills.verdict import CheckState, DrillOutcome, DrillVerdict
from gradatim.notebook.views.view import View
from gradatim.workspace.notebook_answer import CellLine

_SIGNS = {
    CheckState.PASSED: ("✓", "passes"),
    CheckState.FAILED: ("✗", "fails"),
    CheckState.RAISED: ("✗", "fails"),
    CheckState.NOT_RUN: ("·", "not run yet"),
}
_HEADINGS = {
    DrillOutcome.FAILED: "Not yet",
    DrillOutcome.ERROR: "Your cells do not run to their end in a fresh process",
    DrillOutcome.TIMEOUT: "It took too long and was ended",
    DrillOutcome.MEMORY: "It used more memory than a drill may",
    DrillOutcome.CRASHED: "Its process ended before the checks were done",
}


@dataclass(frozen=True, repr=False)
class VerdictView(View):
    """What came of an answer in a notebook.

    Args:
        drill: The drill.
        verdict: What the checker said.
        place: The line to look at; None if no line is known.
        unsaved: Cells that were run but are not saved, so that they are not in the answer.
        passed_drills: How many drills count as passed by now.
        drills: How many there are.
    """

    template: ClassVar[str] = "verdict.html.j2"

    drill: Drill
    verdict: DrillVerdict
    place: CellLine | None
    unsaved: int
    passed_drills: int
    drills: int

    @property
    def passed(self) -> bool:
        """Whether all checks pass."""
        return self.verdict.passed

    @property
    def heading(self) -> str:
        """How it ended, in a few words."""
        if self.passed:
            return f"All {len(self.verdict.checks)} checks pass"
        return _HEADINGS[self.verdict.outcome]

    @property
    def checks(self) -> list[tuple[str, str, str]]:
        """Sign, state in a word and title of each check; none where the answer itself does not run."""
        if self.verdict.outcome is DrillOutcome.ERROR:
            return []
        return [(*_SIGNS[check.state], check.title) for check in self.verdict.checks]

    @property
    def note(self) -> str:
        """What the learner must know about what was checked; empty if nothing."""
        if not self.unsaved:
            return ""
        cells = "One cell that you ran is" if self.unsaved == 1 else f"{self.unsaved} cells that you ran are"
        return f"{cells} not saved yet and not in this answer. If it belongs there: save the notebook, %check again."

    def as_text(self) -> str:
        """Return the verdict in words."""
        lines = [self.verdict.as_text()]
        if self.place and not self.passed:
            lines.append(f"Look at {self.place.in_words()}: {self.place.source}")
        lines += [self.note] if self.note else []
        lines.append(f"{self.passed_drills} of {self.drills} drills pass.")
        return "\n".join(lines)
