"""How drills, verdicts and hints look in the terminal. Text from the learner's process is never read as markup."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from gradatim.bank.drill import ANSWER_FILE, Drill, Level
from gradatim.drills.verdict import AnswerError, CheckResult, CheckState, DrillOutcome, DrillVerdict
from gradatim.errors import UserError
from gradatim.mastery.guide import Guide
from gradatim.workspace.notebook_answer import read_notebook_answer

_WIDEST = 100
_OWN_PLACE = f'File "{ANSWER_FILE}"'
_LEVELS = {Level.WARM_UP: "warm-up", Level.PRACTICE: "practice", Level.EXAM: "exam level"}
_SIGNS = {
    CheckState.PASSED: ("✓", "green"),
    CheckState.FAILED: ("✗", "bold red"),
    CheckState.RAISED: ("✗", "bold red"),
    CheckState.NOT_RUN: ("·", "dim"),
}
_ENDINGS = {
    DrillOutcome.TIMEOUT: "It took too long and was ended.",
    DrillOutcome.MEMORY: "It used more memory than a drill may.",
    DrillOutcome.CRASHED: "Its process ended before the checks were done.",
}


def width(console: Console) -> int:
    """Return how wide text may be."""
    return min(_WIDEST, console.width)


def drill_heading(drill: Drill) -> RenderableType:
    """Return the title of a drill, its skill and its level."""
    return Text.assemble((drill.title, "bold"), (f"   {drill.skill} · {_LEVELS[drill.level]}", "dim"))


def progress_bar(guide: Guide) -> RenderableType:
    """Return how many of all drills pass, as a bar and in words."""
    passed, total = guide.passed(), guide.drills()
    bar = Table.grid(padding=(0, 1))
    bar.add_row(ProgressBar(total=max(total, 1), completed=passed, width=30), Text(f"{passed} of {total} drills pass"))
    return bar


def readme(drill: Drill) -> RenderableType:
    """Return the text of a drill's task."""
    return Markdown(drill.readme.read_text(encoding="utf-8"), hyperlinks=False)


def verdict_lines(verdict: DrillVerdict, answer: Path) -> RenderableType:
    """Return all that a verdict says: the checks, the first that fails with its message, and where to look.

    Print it with `crop=False`: a line that names a place in a file stays whole, however long it is.
    """
    lines: list[RenderableType] = []
    for check in verdict.checks if verdict.outcome is not DrillOutcome.ERROR else ():
        lines.append(_check_line(check))
        if check.state is CheckState.FAILED:
            lines.append(_unmet(check))
        elif check.error:
            lines.append(_raised(check.error, "Your code raised", answer))
    if verdict.error:
        lines.append(_raised(verdict.error, "The file does not run to its end", answer))
    if verdict.outcome in _ENDINGS:
        lines.append(Text(_ENDINGS[verdict.outcome], style="bold red"))
        lines.append(Padding(Text(verdict.message), (0, 0, 0, 4)))
    if not verdict.passed:
        lines.append(_unbroken(place(answer, verdict.line or 1), style="cyan"))
    else:
        lines.append(Text(f"All {len(verdict.checks)} checks pass ({verdict.seconds:.1f} s).", style="bold green"))
    return Group(*lines)


def place(answer: Path, line: int) -> str:
    """Return a line of a file as Python prints it, which editors and their terminals make clickable.

    In a notebook, return which line of which cell it is.
    """
    if answer.suffix == ".ipynb":
        return f'File "{answer.resolve()}"{_cell_line(answer, line)}'
    return f'File "{answer.resolve()}", line {line}'


def _cell_line(notebook: Path, line: int) -> str:
    try:
        found = read_notebook_answer(notebook).find(line)
    except UserError:  # it has just been changed; the next check will tell
        return ""
    return f", {found.in_words()}: {found.source}" if found else ""


def hint_lines(drill: Drill, number: int) -> RenderableType:
    """Return a hint by its number, from 1."""
    more = "" if number == len(drill.hints) else "   (there is one more)"
    return Group(
        Text(f"Hint {number} of {len(drill.hints)}{more}", style="bold yellow"),
        Markdown(drill.hints[number - 1]),
    )


def _check_line(check: CheckResult) -> Text:
    sign, style = _SIGNS[check.state]
    suffix = " (not run yet)" if check.state is CheckState.NOT_RUN else ""
    return Text(f"{sign} {check.title}{suffix}", style=style)


def _unmet(check: CheckResult) -> RenderableType:
    words = Text()
    words.append("Expected ", style="bold").append(f"{check.expected}\n")
    words.append("Received ", style="bold").append(f"{check.received}\n")
    words.append(check.look)
    return Padding(words, (0, 0, 0, 4))


def _raised(error: AnswerError, what: str, answer: Path) -> RenderableType:
    lines: list[RenderableType] = [Padding(Text(f"{what}: {error.message}", style="bold red"), (0, 0, 0, 4))]
    if error.trace:
        # The process knows the answer by its name alone; editors find it by its path.
        trace = (
            error.trace if answer.suffix == ".ipynb" else error.trace.replace(_OWN_PLACE, f'File "{answer.resolve()}"')
        )
        lines.append(_unbroken(indent(trace.rstrip(), "    "), style="dim"))
    return Group(*lines)


def _unbroken(text: str, style: str) -> Text:
    """Return text of which no line is broken: an editor finds the place that a line names only if it is whole."""
    return Text(text, style=style, no_wrap=True, overflow="ignore")
