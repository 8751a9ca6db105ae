"""What watch mode prints. The lines `gradatim: checking …` and `gradatim: done` frame each check, for editors."""

from __future__ import annotations

from rich.text import Text

from gradatim.bank.drill import Drill
from gradatim.cli.drill_words import drill_heading, hint_lines, place, progress_bar, readme, verdict_lines, width
from gradatim.cli.problem_lines import drill_problems, print_problems
from gradatim.cli.skill_words import skill_table
from gradatim.cli.terminal import out, shown_path
from gradatim.drills.verdict import DrillVerdict
from gradatim.errors import UserError
from gradatim.mastery.guide import Guide
from gradatim.sandbox.hostile_text import clean
from gradatim.workspace.practice_folder import PracticeFolder

_KEYS = "h hint · n next drill · l list · r run again · q quit"
_MOST_LINES = 200


class WatchScreen:
    """Prints to the terminal; one that is not a terminal is never cleared.

    Args:
        practice: Where the answers lie.
        guide: Knows the progress.
        problems: Whether failures are also printed as lines for editors. Defaults to False.
    """

    def __init__(self, practice: PracticeFolder, guide: Guide, *, problems: bool = False) -> None:
        self._practice = practice
        self._guide = guide
        self._problems = problems
        self._lines = 0

    def opened(self, drill: Drill, reason: str) -> None:
        """Show the task."""
        self._clear()
        out().print(drill_heading(drill), width=width(out()))
        out().print(progress_bar(self._guide))
        out().print(Text(reason, style="dim"), width=width(out()))
        out().print(readme(drill), width=width(out()))
        out().print(
            Text(f"Edit {place(self._practice.newest_answer(drill), 1)} and save it.", style="cyan"), soft_wrap=True
        )
        self._keys()

    def checking(self, drill: Drill) -> None:
        """Show that a check begins."""
        self._clear()
        self._lines = 0
        out().print(drill_heading(drill), width=width(out()))
        path = shown_path(self._practice.newest_answer(drill))
        out().print(Text(f"gradatim: checking {path}", style="dim"), soft_wrap=True)

    def printed(self, line: str) -> None:
        """Show a line of the learner's code, such as an epoch; far too many are cut."""
        self._lines += 1
        if self._lines <= _MOST_LINES:
            out().print(Text(f"  {clean(line)}", style="dim"), soft_wrap=True)
        elif self._lines == _MOST_LINES + 1:
            out().print(Text("  … more lines are not shown", style="dim"))

    def checked(self, drill: Drill, verdict: DrillVerdict) -> None:
        """Show the verdict."""
        out().print(verdict_lines(verdict, self._practice.newest_answer(drill)), width=width(out()), crop=False)
        out().print(progress_bar(self._guide))
        if verdict.passed:
            out().print(Text("Press n for the next drill.", style="bold"))
        if self._problems:
            print_problems(drill_problems(verdict, self._practice.newest_answer(drill)))
        out().print(Text("gradatim: done", style="dim"))
        self._keys()

    def broke(self, error: Exception) -> None:
        """Show that a check could not be made."""
        if isinstance(error, UserError):
            out().print(Text(str(error), style="bold red"))
        else:
            out().print(Text(f"The check could not be made: {clean(str(error))}", style="bold red"))
            out().print("That is not your answer's fault. Save again, or start gradatim watch again.")
        out().print(Text("gradatim: done", style="dim"))

    def missing(self, drill: Drill) -> None:
        """Show that the learner's file is gone."""
        path = self._practice.newest_answer(drill)
        out().print(Text(f"Expected your answer at {shown_path(path)}. Received: no such file.", style="bold red"))
        out().print(f"Next: save it again, or gradatim learn {drill.id} in another terminal; the watch goes on.")
        out().print(Text("gradatim: done", style="dim"))  # the check that ran was given up

    def hint(self, drill: Drill, number: int) -> None:
        """Show a hint."""
        out().print(hint_lines(drill, number), width=width(out()))

    def listing(self) -> None:
        """Show the map."""
        out().print(skill_table(self._guide.skills(), out().width), width=width(out()))
        self._keys()

    def all_done(self) -> None:
        """Show that nothing is left."""
        out().print(f"All {self._guide.drills()} drills pass, and none is due again. Next: gradatim exam start")

    def _clear(self) -> None:
        if out().is_terminal:
            out().clear()

    def _keys(self) -> None:
        out().print(Text(_KEYS, style="dim"))
