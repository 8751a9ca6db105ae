"""`gradatim submit`: hand in the model of a category."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gradatim.cli.completion import categories
from gradatim.cli.options import ProblemsOption

if TYPE_CHECKING:
    from gradatim.exams.form import Form, FormItem


def submit(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[CATEGORY|FILE]",
            help="Category of the exam, or a saved model that tells it. Default: the category of this folder.",
            autocompletion=categories,
        ),
    ] = None,
    file: Annotated[Path | None, typer.Argument(help="The saved model. Default: model.keras of the category.")] = None,
    problems: ProblemsOption = False,
) -> None:
    """Hand in a saved model and see its score. Works anywhere inside the exam folder."""
    from gradatim.bank.category_folder import ANSWER_FILE
    from gradatim.bank.reader import load_task
    from gradatim.cli.cards import print_refusal, print_result, print_score_line
    from gradatim.cli.problem_lines import print_place, print_problems, refusal_problems, result_problems
    from gradatim.cli.terminal import EXIT_TASK_FAILED, err
    from gradatim.cli.wait import WaitInterruptedError, wait_for
    from gradatim.exams.closed_tasks import closed_tasks
    from gradatim.exams.feedback import feedback_for
    from gradatim.exams.scorecard import score_card
    from gradatim.exams.sitting import require_running, touch
    from gradatim.grading.bands import HIGHEST_SCORE
    from gradatim.grading.refuse import preflight
    from gradatim.grading.result import Outcome
    from gradatim.workspace.exam_folder import find_model, find_sitting
    from gradatim.workspace.hand_in import hand_in
    from gradatim.workspace.installation import open_installation

    folder, sitting_id = find_sitting(Path.cwd())
    installation = open_installation()
    sitting = require_running(installation.engine, sitting_id)
    item, named = _meant(folder, sitting.form, what, file)
    category = item.category
    model = named or find_model(folder, category)
    answer = folder / f"category{category}" / ANSWER_FILE
    task = load_task(item.task_id)
    refused = preflight(task, model)
    if refused:
        print_refusal(item, refused)
        print_place(answer)
        if problems:
            print_problems(refusal_problems(refused, answer))
        raise typer.Exit(EXIT_TASK_FAILED)
    accepted = hand_in(installation, sitting, item, model)
    try:
        result = wait_for(installation, accepted, f"Category {category}")
    except WaitInterruptedError:
        err().print("Stopped waiting. The model is graded all the same: gradatim exam status")
        return
    sitting = touch(installation.engine, sitting_id)
    closed = closed_tasks(installation.engine)
    card = score_card(installation.engine, sitting, closed=closed)
    feedback = feedback_for(task.id, sitting, closed)
    print_result(result, task, item, feedback)
    print_score_line(card, category)
    if result.score != HIGHEST_SCORE:
        print_place(answer)
    if problems:
        print_problems(result_problems(result, task.rubric, feedback, answer))
    if result.outcome is not Outcome.SCORED:
        raise typer.Exit(EXIT_TASK_FAILED)


def _meant(folder: Path, form: Form, what: str | None, file: Path | None) -> tuple[FormItem, Path | None]:
    """Return the category that is meant, and the file if one was named."""
    from gradatim.errors import UserError
    from gradatim.workspace.exam_folder import category_around
    from gradatim.workspace.which_category import which_category

    if what is not None and what.isdecimal():
        return form.item(int(what)), file
    if what is not None and file is None:
        return which_category(folder, form, Path(what)), Path(what)
    here = category_around(Path.cwd())
    if what is None and here is not None:
        return form.item(here), file
    raise UserError(
        "Expected a category, a model file, or a category and a file",
        received=" ".join(filter(None, (what, str(file or "")))) or "neither, and not in a category's folder",
        next_step=f"gradatim submit {form.items[0].category}",
    )
