"""`gradatim exam`: start, status, finish, report, list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradatim.cli.completion import blueprint_ids, editor_names
from gradatim.cli.options import EditorOption

app = typer.Typer(help="Sit an exam: start, status, finish, report.", no_args_is_help=True)


@app.command()
def start(
    blueprint: Annotated[
        str, typer.Option(help="practice, full, short, or the path of a TOML file.", autocompletion=blueprint_ids)
    ] = "practice",
    directory: Annotated[Path | None, typer.Option("--dir", help="Exam folder. Default: exam-DATE-TIME here.")] = None,
    seed: Annotated[
        int | None, typer.Option(help="Draw these tasks again. Default: at random, and none of your last two exams.")
    ] = None,
    editor: EditorOption = None,
) -> None:
    """Open an exam: a folder with five categories. The clock starts when it is written."""
    from gradatim.cli.editors import print_editors, write_notebooks
    from gradatim.cli.opening import open_exam
    from gradatim.cli.terminal import clock, out, shown_path
    from gradatim.cli.training_minutes import training_minutes
    from gradatim.exams.blueprint import find_blueprint
    from gradatim.workspace.editors.editor import Editor
    from gradatim.workspace.editors.own_files import remembered_editors
    from gradatim.workspace.opening import default_exam_folder

    chosen = find_blueprint(blueprint)
    folder = directory or default_exam_folder(Path())
    _, sitting = open_exam(chosen, folder, seed, editors=editor or ())
    editors = remembered_editors(folder) or ()
    if Editor.JUPYTER in editors:
        write_notebooks(folder, [item.category for item in sitting.form.items])
    out().print(f"[bold]{chosen.title}[/bold] is open: {clock(sitting.remaining_seconds)}, ends by itself.")
    out().print(f"{chosen.notice}\nDrawn with the seed {sitting.seed}.\n", markup=False)
    minutes = training_minutes(sitting.form.items)
    for item in sitting.form.items:
        trains = f"; a reference answer trains here in about {minutes[item.category]}" if minutes else ""
        out().print(f"  {item.category}  {item.title} ({item.weight} points{trains})", markup=False)
    first = sitting.form.items[0].category
    if editors == (Editor.JUPYTER,):
        work = f"open category{first}/answer.ipynb: the task, the starter in cells, %submit"
        train = "run its cells; the last one of the starter saves model.keras"
    else:
        work = f"read category{first}/README.md and fill in category{first}/answer.py"
        train = "run answer.py in its folder; it trains and saves model.keras"
    out().print(
        f"\nWhat to do next:\n"
        f"  cd {shown_path(folder)}\n"
        f"  {work}\n"
        f"  {train}\n"
        f"  gradatim submit {first}       score at once; the best of each category counts\n"
        f"  gradatim exam status    time left, scores, total, passing now\n"
        f"  gradatim exam finish    when you are done; the bell does it otherwise",
        markup=False,
        soft_wrap=True,
    )
    print_editors(editors, shown_path(folder))
    if not minutes:
        out().print("How long will training take here? gradatim doctor --smoke (about a minute)", markup=False)


@app.command()
def blueprints() -> None:
    """List the exams that can be sat: time, pass mark, categories, what is shown meanwhile, retakes."""
    from gradatim.cli.terminal import out
    from gradatim.exams.blueprint import Feedback, list_blueprints
    from gradatim.exams.durations import in_words

    for blueprint in list_blueprints():
        shown = "metric and findings" if blueprint.feedback is Feedback.OPEN else "the score only"
        days = ", ".join(map(str, blueprint.retake_days))
        retake = f"next try after {days} days" if days else "next try at once"
        parts = ", ".join(f"{category.number} {category.title} {category.weight}" for category in blueprint.category)
        out().print(f"{blueprint.id:<10}{blueprint.title}: {blueprint.description}", markup=False, soft_wrap=True)
        out().print(
            f"{'':<10}{in_words(blueprint.duration_seconds)}, pass at {blueprint.pass_mark} of 100, "
            f"shows {shown} while it runs, {retake}\n{'':<10}{parts} points\n",
            markup=False,
            soft_wrap=True,
        )
    out().print("Sit one: gradatim exam start --blueprint ID", markup=False)


@app.command()
def status() -> None:
    """Show time left, scores, live total, and whether it passes now."""
    from gradatim.cli.cards import print_score_card, print_waiting
    from gradatim.exams.scorecard import score_card
    from gradatim.exams.sitting import touch
    from gradatim.queue.worker import ensure_worker
    from gradatim.workspace.exam_folder import find_sitting
    from gradatim.workspace.installation import open_installation

    _, sitting_id = find_sitting(Path.cwd())
    installation = open_installation()
    card = score_card(installation.engine, touch(installation.engine, sitting_id))
    print_score_card(card)
    if any(submission.result is None for entry in card.categories for submission in entry.submissions):
        ensure_worker(installation.settings)
        print_waiting(card)


@app.command()
def finish(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """End the exam before the bell and write the report."""
    from gradatim.cli.terminal import clock
    from gradatim.exams.sitting import SittingState, touch
    from gradatim.exams.sitting import finish as finish_sitting
    from gradatim.workspace.exam_folder import find_sitting
    from gradatim.workspace.installation import open_installation

    folder, sitting_id = find_sitting(Path.cwd())
    installation = open_installation()
    sitting = touch(installation.engine, sitting_id)
    if sitting.state is SittingState.RUNNING and not yes:
        typer.confirm(
            f"{clock(sitting.remaining_seconds)} are left. After this nothing more can be submitted. Finish?",
            abort=True,
        )
    finish_sitting(installation.engine, sitting_id)
    _print_report(folder, sitting_id)


@app.command("editor")
def add_editor(
    editors: Annotated[
        list[str],
        typer.Argument(metavar="EDITOR...", help="pycharm, vscode or jupyter.", autocompletion=editor_names),
    ],
) -> None:
    """Write the files of an editor into the exam folder around here. Your own changes stay."""
    from gradatim.cli.editors import print_editors, print_kept, write_notebooks
    from gradatim.cli.terminal import shown_path
    from gradatim.exams.sitting import load
    from gradatim.workspace.editors.editor import Editor
    from gradatim.workspace.editors.furnish import furnish_exam
    from gradatim.workspace.exam_folder import find_sitting
    from gradatim.workspace.installation import open_installation

    folder, sitting_id = find_sitting(Path.cwd())
    numbers = [item.category for item in load(open_installation().engine, sitting_id).form.items]
    written = furnish_exam(folder, numbers, editors)
    if Editor.JUPYTER in written.editors:
        write_notebooks(folder, numbers)
    print_editors(written.editors, shown_path(folder))
    print_kept(written)


@app.command()
def report(
    open_it: Annotated[bool, typer.Option("--open", help="Open the HTML report in the browser.")] = False,
) -> None:
    """Write the report, HTML and JSON, and say where it lies."""
    from gradatim.workspace.exam_folder import find_sitting

    folder, sitting_id = find_sitting(Path.cwd())
    page = _print_report(folder, sitting_id)
    if open_it:
        import webbrowser

        webbrowser.open(page.resolve().as_uri())


@app.command("list")
def list_sittings() -> None:
    """List the sittings of this installation, and their folders."""
    from datetime import datetime

    from gradatim.cli.terminal import out
    from gradatim.exams.sitting import list_sittings as all_sittings
    from gradatim.workspace.installation import open_installation

    for sitting in all_sittings(open_installation().engine):
        started = datetime.fromtimestamp(sitting.started_at).astimezone()
        out().print(
            f"{sitting.id}  {started:%Y-%m-%d %H:%M}  {sitting.state:8}  {sitting.blueprint.title}  {sitting.folder}",
            markup=False,
            soft_wrap=True,
        )


def _print_report(folder: Path, sitting_id: str) -> Path:
    from gradatim.cli.cards import print_score_card, print_waiting
    from gradatim.cli.terminal import out, shown_path
    from gradatim.exams.report import write_report
    from gradatim.exams.scorecard import score_card
    from gradatim.exams.sitting import touch
    from gradatim.queue.submissions import retry_unscored
    from gradatim.queue.worker import ensure_worker
    from gradatim.workspace.installation import open_installation

    installation = open_installation()
    if retry_unscored(installation.engine, sitting_id):
        ensure_worker(installation.settings)
    card = score_card(installation.engine, touch(installation.engine, sitting_id))
    page, twin = write_report(card, folder / "report")
    print_score_card(card)
    print_waiting(card)
    out().print(f"Report: {shown_path(page)}\n        {shown_path(twin)}", markup=False, soft_wrap=True)
    # As an address, because that is what the output of an editor makes clickable.
    out().print(f"Open:   {page.resolve().as_uri()}", markup=False, soft_wrap=True)
    return page
