"""`gradatim bundle`: one notebook with an exam task and its data, for Colab or another machine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from gradatim.bank.exam_task import ExamTask


def bundle(
    what: Annotated[
        str, typer.Argument(metavar="CATEGORY|TASK", help="A category of the exam around here, or any exam task.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The notebook. Default: TASK.ipynb here.")
    ] = None,
) -> None:
    """Write one notebook with the task, your data and the starter: train anywhere, bring the model back."""
    import tempfile

    from gradatim.bank.category_folder import lay_out
    from gradatim.bank.reader import load_task
    from gradatim.cli.terminal import out, shown_path
    from gradatim.notebook.bundle import bundle as bundled
    from gradatim.workspace.exam_folder import find_sitting
    from gradatim.workspace.installation import open_installation

    if what.isdecimal():
        folder, sitting_id = find_sitting(Path.cwd())
        task = _task_of(sitting_id, int(what))
        content = bundled(folder / f"category{what}", task.id, f"gradatim submit {task.id}.keras")
    else:
        task = load_task(what)
        with tempfile.TemporaryDirectory() as laid_out:
            lay_out(task, open_installation().split, Path(laid_out))
            content = bundled(Path(laid_out), task.id, f"gradatim grade {task.id} {task.id}.keras")
    path = output or Path(f"{task.id}.ipynb")
    _write(path, content, what)
    out().print(f"{shown_path(path)}: {len(content) / 1e6:.1f} MB", markup=False, soft_wrap=True)
    out().print("Open it in Colab (File, Upload notebook) or in any Jupyter, and run it from top to bottom.")
    back = f"gradatim submit {task.id}.keras" if what.isdecimal() else f"gradatim grade {task.id} {task.id}.keras"
    out().print(f"When the model is back: {back}", markup=False, soft_wrap=True)


def _task_of(sitting_id: str, category: int) -> ExamTask:
    from gradatim.bank.reader import load_task
    from gradatim.errors import UserError
    from gradatim.exams.sitting import load
    from gradatim.workspace.installation import open_installation

    form = load(open_installation().engine, sitting_id).form
    numbers = [item.category for item in form.items]
    if category not in numbers:
        raise UserError(
            f"Expected a category of this exam, {', '.join(map(str, numbers))}, or the id of an exam task",
            received=str(category),
            next_step=f"gradatim bundle {numbers[0]}, or gradatim task list",
        )
    return load_task(form.item(category).task_id)


def _write(path: Path, content: bytes, what: str) -> None:
    from gradatim.errors import UserError

    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        raise UserError(
            f"Expected a new file for the notebook: {path}",
            received="a file that is there already, perhaps with your work in it",
            next_step=f"gradatim bundle {what} --output another.ipynb",
        ) from None
    except OSError as error:
        raise UserError(
            f"Expected to write the notebook {path}",
            received=error.strerror or str(error),
            next_step=f"gradatim bundle {what} --output a-folder-you-can-write/bundle.ipynb",
        ) from error
