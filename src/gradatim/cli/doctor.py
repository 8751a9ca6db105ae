"""`gradatim doctor`: is this machine ready, and how long will training take here?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.text import Text

    from gradatim.workspace.doctor.report import Check, DoctorReport


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    smoke: Annotated[
        bool, typer.Option("--smoke", help="Train for about a minute and predict the training minutes of each task.")
    ] = False,
    seconds: Annotated[
        float | None,
        typer.Option(
            "--seconds", min=0.1, max=3600, help="How long --smoke trains: 40 unless told; longer is steadier."
        ),
    ] = None,
) -> None:
    """Examine this machine: Python, TensorFlow, processor, memory, sandbox, folders, clock, each with its mend."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from gradatim.cli.terminal import EXIT_TASK_FAILED, err, out
    from gradatim.errors import UserError
    from gradatim.settings import settings
    from gradatim.workspace.doctor.examine import examine
    from gradatim.workspace.doctor.factor import remember
    from gradatim.workspace.doctor.report import State
    from gradatim.workspace.doctor.smoke import SECONDS, measure_speed

    if seconds is not None and not smoke:
        raise UserError(
            "Expected --smoke with --seconds",
            received=f"--seconds {seconds:g} alone, and without --smoke nothing trains",
            next_step=f"gradatim doctor --smoke --seconds {seconds:g}",
        )
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=err(), transient=True, disable=not err().is_terminal) as progress:
        line = progress.add_task("")
        if smoke:
            progress.update(line, description="training: start")
            speed = measure_speed(
                seconds=seconds or SECONDS,
                on_kind=lambda kind: progress.update(line, description=f"training: after {kind}"),
            )
            remember(settings().home, speed)
        report = examine(on_group=lambda group: progress.update(line, description=f"examining: {group}"))
    if as_json:
        out().print(report.as_json(), markup=False, soft_wrap=True)
    else:
        _print_report(report)
    if report.worst is State.PROBLEM:
        raise typer.Exit(EXIT_TASK_FAILED)


def _print_report(report: DoctorReport) -> None:
    from gradatim.cli.terminal import out
    from gradatim.workspace.doctor.report import State

    for check in report.checks:
        out().print(_line(check), soft_wrap=True)
    problems, warnings = report.count(State.PROBLEM), report.count(State.WARNING)
    if problems or warnings:
        counts = [_count(problems, "problem"), _count(warnings, "warning")]
        out().print(f"\n{' and '.join(filter(None, counts))}. The line after each says what to do.", markup=False)
    else:
        out().print("\nEverything is well. Next: gradatim learn, or gradatim exam start", markup=False)
    _print_training(report)


def _line(check: Check) -> Text:
    from rich.text import Text

    from gradatim.workspace.doctor.report import State

    style = {State.OK: "green", State.WARNING: "yellow", State.PROBLEM: "bold red"}[check.state]
    line = Text.assemble((f"{check.state:<9}", style), (f"{check.title:<17}", "bold"), check.received)
    if check.state is not State.OK:
        line.append(f"\n{'':<9}Expected {check.expected}\n{'':<9}")
        line.append(f"Next: {check.next_step}", style="cyan")
    return line


def _count(number: int, what: str) -> str:
    return "" if number == 0 else f"{number} {what}{'s' if number > 1 else ''}"


def _print_training(report: DoctorReport) -> None:
    from rich.table import Table
    from rich.text import Text

    from gradatim.cli.terminal import out
    from gradatim.cli.training_minutes import minutes_in_words

    if report.speed is None:
        out().print("How long will training take here? gradatim doctor --smoke (about a minute)", markup=False)
        return
    table = Table("", "Reference answer of", "Trains here in about", box=None, header_style="bold", pad_edge=False)
    for prediction in report.training:
        between = f"{minutes_in_words(prediction.low)} to {minutes_in_words(prediction.high)}"
        about = f"{minutes_in_words(prediction.seconds)} ({between})"
        table.add_row(str(prediction.category), Text(prediction.title), about)
    out().print()
    out().print(table)
    measured = f"measured {report.speed.measured_at:%Y-%m-%d}"
    fits = "your own answers may be smaller or larger; docs/doctor.md says how well this fits."
    out().print(f"{measured}; {fits}", soft_wrap=True)
    if report.speed.waited > _BUSY:
        busy = round(100 * report.speed.waited)
        out().print(
            f"Other programs had the processor for {busy} % of the time, and these minutes include that; "
            "on a quiet machine: gradatim doctor --smoke",
            soft_wrap=True,
        )


_BUSY = 0.2
