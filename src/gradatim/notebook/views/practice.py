"""Where practice stands: the drill of this notebook, what passes, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gradatim.bank.drill import Drill
from gradatim.drills.verdict import DrillVerdict
from gradatim.mastery.next_drill import Suggestion
from gradatim.notebook.views.view import View


@dataclass(frozen=True, repr=False)
class PracticeView(View):
    """Progress in practice.

    Args:
        drill: The drill of this notebook, if it belongs to one.
        last: Its last verdict, if it was ever checked.
        passed: How many drills count as passed.
        drills: How many there are.
        due: How many passed drills are due again.
        suggestion: The next best drill; None when all pass and none is due.
    """

    template: ClassVar[str] = "practice.html.j2"

    drill: Drill | None
    last: DrillVerdict | None
    passed: int
    drills: int
    due: int
    suggestion: Suggestion | None

    @property
    def lines(self) -> list[str]:
        """The view in sentences."""
        lines = [f"{self.passed} of {self.drills} drills pass, {self.due} due again."]
        if self.drill:
            state = "not checked yet" if self.last is None else "passes" if self.last.passed else "does not pass yet"
            lines.insert(0, f"This drill, {self.drill.id}: {state}.")
        if self.suggestion is None:
            lines.append("All drills pass. Next, in a terminal: gradatim exam start")
        elif self.drill is None or self.suggestion.drill.id != self.drill.id:
            lines.append(f"Next, in a terminal: gradatim learn {self.suggestion.drill.id} --notebook")
        else:
            lines.append("Next: %check")
        return lines

    def as_text(self) -> str:
        """Return the sentences."""
        return "\n".join(self.lines)
