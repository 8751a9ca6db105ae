"""Score cards for the terminal. Stars and words say what colour says; text from models is never read as markup."""

from __future__ import annotations

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from gradatim.bank.exam_task import ExamTask, Rubric
from gradatim.bank.findings import FINDINGS
from gradatim.cli.terminal import clock, err, out
from gradatim.exams.blueprint import Feedback
from gradatim.exams.feedback import distance, visible
from gradatim.exams.form import FormItem
from gradatim.exams.numbers import readable_bands, readable_metric
from gradatim.exams.scorecard import CategoryCard, ScoreCard, Standing, Verdict, hidden_by_another
from gradatim.exams.sitting import SittingState
from gradatim.grading.bands import HIGHEST_SCORE
from gradatim.grading.result import Finding, GradeResult, Metric, Notice, Outcome

WIDEST = 96
_GOOD_SCORE = 4
_OUTCOME_WORDS = {
    Outcome.REFUSED: "refused: it could not be graded, and it cost nothing",
    Outcome.FAILED: "failed: the model did not get through the hidden data; submit it again to try once more",
    Outcome.UNSCORED: "not scored: our fault, not yours; it costs nothing; submit it again to try once more",
}


def print_result(
    result: GradeResult, task: ExamTask, item: FormItem | None = None, feedback: Feedback = Feedback.OPEN
) -> None:
    """Print the card of one graded model.

    Args:
        result: The result.
        task: Its task.
        item: Its place in the exam. Defaults to None: outside an exam.
        feedback: What may be shown at this moment. Defaults to everything.
    """
    title = f"Category {item.category} · {task.title}" if item else task.title
    lines: list[RenderableType] = []
    if result.outcome is Outcome.SCORED and result.score is not None:
        shown = visible(result, feedback)
        lines.append(_stars(result.score))
        if shown.metric:
            lines.append(_metric_line(shown.metric, task.rubric))
            lines.append(_bands_line(task.rubric, result.score))
        lines.append(Text(f"{_sentence(distance(result, task.rubric, feedback))}."))
        # What a notice only guesses at, a finding has tried.
        guesses = [] if shown.findings else result.preflight
        lines += [Text(f"Note: {notice.message}", style="yellow") for notice in guesses]
        lines += [_finding_lines(finding) for finding in shown.findings]
    else:
        lines.append(Text(_sentence(_OUTCOME_WORDS[result.outcome]), style="bold red"))
        lines += [Text(notice.message) for notice in result.preflight]
    timings = result.timings_ms
    if result.outcome is Outcome.SCORED:
        lines.append(
            Text(
                f"{timings.total / 1000:.1f} s: waited {timings.queue / 1000:.1f}, started {timings.start / 1000:.1f}, "
                f"loaded {timings.load / 1000:.1f}, predicted {timings.predict / 1000:.1f}, "
                f"scored {timings.score / 1000:.1f}, examined {timings.coach / 1000:.1f} · sandbox: {result.sandbox}",
                style="dim",
            )
        )
    out().print(
        Panel(Group(*lines), title=Text(title, style="bold"), title_align="left", box=box.ROUNDED, width=_width(out()))
    )


def _finding_lines(finding: Finding) -> Text:
    """Return what the coach found: the points first, then what was seen, then what to do."""
    at_most = "" if finding.points_measured else "at most "
    gain = f" (mending it brings {at_most}{finding.points} of 5)" if finding.points else ""
    return Text.assemble(
        ("\nWhy: ", "bold"),
        (f"{FINDINGS[finding.id]}{gain}.", "bold"),
        f"\n{finding.summary}\n{finding.advice}\n",
        (f"Practise: gradatim note {finding.skills[0]} · finding {finding.id}", "dim"),
    )


def print_refusal(item: FormItem, notices: list[Notice]) -> None:
    """Print why a file was refused before it cost anything."""
    lines = [Text(_sentence(_OUTCOME_WORDS[Outcome.REFUSED]), style="bold red")]
    lines += [Text(notice.message) for notice in notices]
    title = Text(f"Category {item.category} · {item.title}", style="bold")
    out().print(Panel(Group(*lines), title=title, title_align="left", box=box.ROUNDED, width=_width(out())))


def print_score_line(card: ScoreCard, category: int) -> None:
    """Print what counts for this category, the live total and whether it passes now."""
    mine = next(entry for entry in card.categories if entry.item.category == category)
    best = "nothing scored yet" if mine.score is None else f"{mine.score}/{HIGHEST_SCORE}"
    out().print(f"Best of category {category}, which counts: {best} · {_total_words(card)}")


def print_score_card(card: ScoreCard, console: Console | None = None) -> None:
    """Print the whole exam: five lines, total, pass or not, time.

    Args:
        card: The card.
        console: Where to print. Defaults to standard output.
    """
    console = console or out()
    table = Table(
        title=Text(card.sitting.blueprint.title, style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        show_edge=False,
        width=_width(console),
    )
    table.add_column("Category", ratio=5)
    table.add_column("Score", no_wrap=True, min_width=10)
    table.add_column("Metric, 95 % interval", ratio=5)
    table.add_column("To the next band", ratio=5)
    table.add_column("Points", justify="right", no_wrap=True)
    for entry in card.categories:
        table.add_row(
            Text(f"{entry.item.category} {entry.item.title}\n{entry.task.title}"),
            _stars(entry.score) if entry.score is not None else Text("none yet", style="dim"),
            Text(_metric_cell(entry, card)),
            Text(_distance_cell(entry)),
            f"{entry.points:g}/{entry.item.weight}",
        )
    console.print(table)
    style = {Verdict.PASSING: "bold green", Verdict.PASSED: "bold green", Verdict.UNDECIDED: "bold yellow"}
    console.print(Text(_total_words(card), style=style.get(card.verdict, "bold")))
    sitting = card.sitting
    if sitting.state is SittingState.RUNNING:
        console.print(f"Time left: {clock(sitting.remaining_seconds)} of {clock(sitting.duration_seconds)}")
    else:
        console.print(f"Finished after {clock(sitting.elapsed_seconds)} of {clock(sitting.duration_seconds)}")
    console.print(Text(sitting.blueprint.notice, style="dim"), width=_width(console))


def print_waiting(card: ScoreCard) -> None:
    """Say on standard error that grades are still to come."""
    waiting = sum(entry.count(Standing.WAITING) for entry in card.categories)
    if waiting:
        err().print(f"{waiting} submission(s) are still being graded; this command shows them when they are done.")


def _width(console: Console) -> int:
    return min(WIDEST, console.width)


def _total_words(card: ScoreCard) -> str:
    if card.sitting.state is SittingState.RUNNING:
        passing = "yes" if card.verdict is Verdict.PASSING else "no"
        return f"Total now: {card.total:g} of 100 · passing now: {passing} (pass mark {card.pass_mark})"
    return f"Total: {card.total:g} of 100 · {card.verdict} (pass mark {card.pass_mark})"


def _sentence(words: str) -> str:
    """Return words with a capital first letter and all others as they are: "macro F1" keeps its F."""
    return words[:1].upper() + words[1:]


def _stars(score: int) -> Text:
    style = "bold green" if score >= _GOOD_SCORE else "bold yellow"
    return Text(f"{'★' * score}{'☆' * (HIGHEST_SCORE - score)}  {score}/{HIGHEST_SCORE}", style=style)


def _metric_line(metric: Metric, rubric: Rubric) -> Text:
    low, high = (readable_metric(bound, rubric) for bound in metric.interval)
    unit = f" {rubric.unit}" if rubric.unit else ""
    value = readable_metric(metric.value, rubric)
    return Text(f"{metric.name} {value}{unit}, 95 % interval {low} to {high}{unit}")


def _bands_line(rubric: Rubric, score: int) -> Text:
    relation = "≥" if rubric.metric.higher_is_better else "≤"
    line = Text("Bands: ")
    for reached, band in enumerate(readable_bands(rubric), start=1):
        mark = "✓" if reached <= score else " "
        line.append(f"{mark}{reached} {relation} {band}   ", style="bold" if reached <= score else "dim")
    return line


def _metric_cell(entry: CategoryCard, card: ScoreCard) -> str:
    result = entry.best.result if entry.best else None
    if result is None or result.metric is None:
        return hidden_by_another(entry, card)
    low, high = (readable_metric(bound, entry.task.rubric) for bound in result.metric.interval)
    unit = f" {entry.task.rubric.unit}" if entry.task.rubric.unit else ""
    return f"{result.metric.name}\n{readable_metric(result.metric.value, entry.task.rubric)}{unit} [{low}, {high}]"


def _distance_cell(entry: CategoryCard) -> str:
    words = [entry.distance] if entry.distance else []
    without_score = (standing for standing in Standing if standing is not Standing.SCORED)
    words += [f"{count} {standing}" for standing in without_score if (count := entry.count(standing))]
    return "; ".join(words) or f"gradatim submit {entry.item.category}"
