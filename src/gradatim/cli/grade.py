"""`gradatim grade`: grade any file for any task, outside an exam."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gradatim.cli.completion import task_ids


def grade(
    task_id: Annotated[
        str, typer.Argument(metavar="TASK", help="Id of an exam task; see gradatim task list.", autocompletion=task_ids)
    ],
    model: Annotated[Path, typer.Argument(help="The saved model: .keras, .h5 or a zipped SavedModel.")],
    history: Annotated[
        Path | None,
        typer.Option(
            help="What CSVLogger wrote of its training (history.csv); the coach reads the curve.", exists=True
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Grade a saved model for a task, outside an exam."""
    import hashlib

    from gradatim.bank.reader import load_task
    from gradatim.cli.cards import print_result
    from gradatim.cli.terminal import EXIT_TASK_FAILED, err, out
    from gradatim.cli.wait import WaitInterruptedError, wait_for
    from gradatim.exams.closed_tasks import closed_tasks
    from gradatim.exams.feedback import feedback_for, visible
    from gradatim.grading.refuse import preflight, refused_result
    from gradatim.grading.result import Outcome
    from gradatim.workspace.hand_in import hand_in_practice
    from gradatim.workspace.installation import open_installation

    task = load_task(task_id)
    installation = open_installation()
    notices = preflight(task, model)
    if notices:
        readable = model.is_file() and model.stat().st_size <= task.limits.file_bytes
        sha256 = hashlib.sha256(model.read_bytes()).hexdigest() if readable else ""
        result = refused_result(task, installation.split, sha256, notices)
    else:
        accepted = hand_in_practice(installation, task, model, history)
        try:
            result = wait_for(installation, accepted, task.title)
        except WaitInterruptedError:
            err().print(f"Stopped waiting. The model is graded all the same; the same command shows it: {model}")
            raise typer.Exit(EXIT_TASK_FAILED) from None
    # An exam that hides the metric of this task while it runs hides it here, too.
    feedback = feedback_for(task.id, None, closed_tasks(installation.engine))
    if as_json:
        out().print(visible(result, feedback).as_json(), markup=False, soft_wrap=True)
    else:
        print_result(result, task, feedback=feedback)
    if result.outcome is not Outcome.SCORED:
        raise typer.Exit(EXIT_TASK_FAILED)
