"""`gradatim learn`: put a drill, or an exam task without its clock, into the practice folder and show what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gradatim.cli.completion import what_to_learn
from gradatim.cli.options import EditorOption

if TYPE_CHECKING:
    from gradatim.workspace.practice_folder import PracticeFolder


def learn(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[SKILL|DRILL|TASK]", help="Default: the next best drill.", autocompletion=what_to_learn
        ),
    ] = None,
    directory: Annotated[
        Path | None, typer.Option("--dir", help="Practice folder. Default: the one around here, or practice.")
    ] = None,
    notebook: Annotated[bool, typer.Option("--notebook", help="Make it a Jupyter notebook, too.")] = False,
    editor: EditorOption = None,
) -> None:
    """Put a drill, or an exam task without its clock, into your practice folder and show what to do."""
    from rich.text import Text

    from gradatim.bank.reader import is_task
    from gradatim.cli.drill_words import drill_heading, place, progress_bar, readme, width
    from gradatim.cli.editors import print_editors, print_kept
    from gradatim.cli.practice import open_guide
    from gradatim.cli.terminal import out, shown_path
    from gradatim.mastery.choose import choose_drill
    from gradatim.notebook.drill_notebook import write_drill_notebook
    from gradatim.workspace.editors.editor import Editor
    from gradatim.workspace.editors.furnish import furnish_practice, require_editors
    from gradatim.workspace.practice_folder import DEFAULT_FOLDER, NOTE_FILE, create_practice, find_practice

    require_editors(editor or ())
    practice = create_practice(directory) if directory else find_practice(Path.cwd())
    practice = practice or create_practice(Path.cwd() / DEFAULT_FOLDER)
    furnished = furnish_practice(practice.path, editor or ())
    notebook = notebook or Editor.JUPYTER in furnished.editors
    print_kept(furnished)
    if what is not None and is_task(what):
        _learn_task(practice, what, notebook=notebook)
        return
    guide = open_guide(practice)
    suggestion = choose_drill(guide, what)
    if suggestion is None:
        out().print(f"All {guide.drills()} drills pass, and none is due again. Next: gradatim exam start")
        return
    drill = suggestion.drill
    folder = practice.lay_out(drill)
    guide.progress.current = drill.id
    out().print(drill_heading(drill), width=width(out()))
    out().print(progress_bar(guide))
    out().print(Text(suggestion.reason, style="dim"), width=width(out()))
    out().print(readme(drill), width=width(out()))
    out().print(Text(f"Your file: {place(practice.answer_of(drill), 1)}", style="cyan"), soft_wrap=True)
    if notebook:
        _print_notebook(write_drill_notebook(drill, folder))
    if (note := folder.parent / NOTE_FILE).is_file():
        out().print(f"The page of the skill: {shown_path(note)} (or gradatim note {drill.skill})", markup=False)
    out().print(f"Then: cd {shown_path(practice.path)} and gradatim watch", markup=False)
    if furnished.new or editor:
        print_editors(furnished.editors, shown_path(practice.path))


def _learn_task(practice: PracticeFolder, task_id: str, *, notebook: bool) -> None:
    from rich.text import Text

    from gradatim.bank.category_folder import ANSWER_FILE
    from gradatim.bank.reader import load_task
    from gradatim.cli.drill_words import place
    from gradatim.cli.terminal import out, shown_path
    from gradatim.notebook.task_notebook import write_task_notebook
    from gradatim.workspace.installation import open_installation
    from gradatim.workspace.practice_tasks import lay_out_task

    task = load_task(task_id)
    folder = lay_out_task(practice, task, open_installation().split)
    out().print(Text.assemble((task.title, "bold"), (f"   exam task of category {task.category}, no clock", "dim")))
    out().print(f"What to do: {shown_path(folder / 'README.md')}", markup=False, soft_wrap=True)
    out().print(Text(f"Your file: {place(folder / ANSWER_FILE, 1)}", style="cyan"), soft_wrap=True)
    if notebook:
        _print_notebook(write_task_notebook(folder))
    model = shown_path(folder / "model.keras")
    out().print(f"Then: run it in its folder, and gradatim grade {task.id} {model}", markup=False, soft_wrap=True)


def _print_notebook(path: Path) -> None:
    from gradatim.cli.terminal import out, shown_path

    out().print(f"Your notebook: jupyter lab {shown_path(path)}", markup=False, soft_wrap=True)
