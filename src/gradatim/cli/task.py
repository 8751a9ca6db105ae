"""`gradatim task`: list, make, check and prove exam tasks."""

from __future__ import annotations

import json
from typing import Annotated

import typer

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
def lint(task_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Default: all tasks.")] = None) -> None:
    """Find mistakes in tasks within seconds, without training."""
    from gradatim.bank.lint import lint_task
    from gradatim.bank.reader import task_folders
    from gradatim.cli.terminal import EXIT_TASK_FAILED, out, shown_path
    from gradatim.errors import UserError

    folders = [folder for folder in task_folders() if task_id in (None, folder.name)]
    if not folders:
        raise UserError("Expected the id of an exam task", received=str(task_id), next_step="gradatim task list")
    problems = [problem for folder in folders for problem in lint_task(folder)]
    for problem in problems:
        out().print(f"{shown_path(problem.path)}: {problem.message}", markup=False, soft_wrap=True)
    out().print(f"{len(folders)} task(s), {len(problems)} problem(s)")
    if problems:
        raise typer.Exit(EXIT_TASK_FAILED)


@app.command()
def verify(
    task_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Default: all tasks.")] = None,
    seeds: Annotated[int, typer.Option(min=1, max=20, help="Seeds to train with.")] = 1,
    write: Annotated[bool, typer.Option("--write", help="Write what was measured into the task's folder.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Train all anew, also what was measured before.")] = False,
) -> None:
    """Prove tasks: the starter fails, the reference reaches 5, each mistake gets its score."""
    from gradatim.bank.lint import content_digest, lint_task
    from gradatim.bank.reader import load_task, load_tasks
    from gradatim.cli.terminal import EXIT_TASK_FAILED, err, out
    from gradatim.cli.training import training_display
    from gradatim.data.split import Split
    from gradatim.grading.verify_task import verify_task
    from gradatim.settings import settings
    from gradatim.workspace.proofs import Proofs

    tasks = [load_task(task_id)] if task_id else load_tasks()
    split = Split(settings().split_key_bytes)
    proofs = Proofs(settings().home / "proofs.json")
    failed = 0
    for task in tasks:
        digest = content_digest(task)
        if not (again or write) and proofs.holds(task.id, digest, seeds):
            out().print(f"{task.id}: proven already, unchanged since")
            continue
        problems = [] if write else lint_task(task.folder)
        path = task.folder / "measured.json"
        known = json.loads(path.read_text(encoding="utf-8")) if write and not again and path.is_file() else None
        with training_display(err()) as display:
            verification = verify_task(task, split, seeds=seeds, known=known, on_progress=display.show)
        if write:
            path.write_text(json.dumps(verification.measured, indent=1) + "\n", encoding="utf-8")
        out().print(task.id, style="bold")
        for check in verification.checks:
            out().print(f"  {'ok  ' if check.passed else 'FAIL'} {check.name} ({check.detail})", markup=False)
        for problem in problems:
            out().print(f"  FAIL {problem}", markup=False)
        if verification.passed and not problems:
            proofs.add(task.id, digest, seeds)
        else:
            failed += 1
    out().print(f"{len(tasks) - failed} of {len(tasks)} task(s) proven")
    if failed:
        raise typer.Exit(EXIT_TASK_FAILED)
