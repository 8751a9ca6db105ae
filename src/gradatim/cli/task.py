"""`gradatim task`: list, make, check and prove exam tasks."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from gradatim.cli.task_verify import verify

app = typer.Typer(help="List, write and prove exam tasks.", no_args_is_help=True)


@app.command("list")
def list_tasks(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """List the tasks of the bank."""
    from rich.table import Table

    from gradatim.bank.reader import load_tasks
    from gradatim.cli.terminal import out

    tasks = load_tasks()
    if as_json:
        rows = [
            {
                "id": task.id,
                "kind": "exam",
                "category": task.category,
                "area": task.area,
                "skills": list(task.skills),
                "title": task.title,
                "minutes": task.minutes,
                "dataset": task.dataset_id,
            }
            for task in tasks
        ]
        out().print(json.dumps(rows, indent=2), markup=False, soft_wrap=True)
        return
    table = Table("", "Id", "Title", "Minutes", "Data", "Metric", box=None, header_style="bold", pad_edge=False)
    for task in tasks:
        table.add_row(
            str(task.category), task.id, task.title, str(task.minutes), task.dataset.title, task.rubric.metric.value
        )
    out().print(table)


@app.command()
def new(
    task_id: Annotated[str, typer.Argument(metavar="ID", help="Lower-case words joined by hyphens.")],
    category: Annotated[int, typer.Option(help="Category of the exam, 1 to 5.")],
) -> None:
    """Write the folder of a new exam task, to fill in."""
    from gradatim.bank.scaffold import new_task
    from gradatim.cli.terminal import out, shown_path

    folder = new_task(task_id, category)
    out().print(f"Wrote {shown_path(folder)}. Fill it in, then: gradatim task verify {task_id} --seeds 5 --write")


@app.command()
def lint(
    item_id: Annotated[
        str | None, typer.Argument(metavar="[ID]", help="Exam task, drill or skill. Default: everything.")
    ] = None,
) -> None:
    """Find mistakes in exam tasks, drills and notes within seconds, without running them."""
    from gradatim.bank.drill_lint import lint_drill, lint_note
    from gradatim.bank.drill_reader import drill_folders
    from gradatim.bank.lint import lint_task
    from gradatim.bank.note import load_note, note_path
    from gradatim.bank.reader import task_folders
    from gradatim.bank.skills import load_skills
    from gradatim.cli.terminal import EXIT_TASK_FAILED, out, shown_path
    from gradatim.errors import UserError

    tasks = [folder for folder in task_folders() if item_id in (None, folder.name)]
    drills = [folder for folder in drill_folders() if item_id in (None, folder.name)]
    notes = [skill for skill in load_skills() if item_id in (None, skill) and note_path(skill).is_file()]
    if not (tasks or drills or notes):
        raise UserError(
            "Expected the id of an exam task, a drill or a skill", received=str(item_id), next_step="gradatim task list"
        )
    problems = [problem for folder in tasks for problem in lint_task(folder)]
    problems += [problem for folder in drills for problem in lint_drill(folder)]
    problems += [problem for skill in notes for problem in lint_note(load_note(skill))]
    for problem in problems:
        out().print(f"{shown_path(problem.path)}: {problem.message}", markup=False, soft_wrap=True)
    out().print(f"{len(tasks)} task(s), {len(drills)} drill(s), {len(notes)} note(s): {len(problems)} problem(s)")
    if problems:
        raise typer.Exit(EXIT_TASK_FAILED)


app.command()(verify)
