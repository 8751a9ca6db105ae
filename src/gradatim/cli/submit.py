"""`gradatim submit`: hand in the model of a category."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def submit(
    category: Annotated[int, typer.Argument(help="Category of the exam, 1 to 5.")],
    file: Annotated[Path | None, typer.Argument(help="The saved model. Default: model.keras of the category.")] = None,
) -> None:
    """Hand in a saved model and see its score. Works anywhere inside the exam folder."""
    from gradatim.bank.reader import load_task
    from gradatim.cli.cards import print_refusal, print_result, print_score_line
    from gradatim.cli.terminal import EXIT_TASK_FAILED, err
    from gradatim.cli.wait import WaitInterruptedError, wait_for
    from gradatim.exams.scorecard import score_card
    from gradatim.exams.sitting import require_running, touch
    from gradatim.grading.refuse import preflight
    from gradatim.grading.result import Outcome
    from gradatim.workspace.exam_folder import find_model, find_sitting
    from gradatim.workspace.hand_in import hand_in
    from gradatim.workspace.installation import open_installation

    folder, sitting_id = find_sitting(Path.cwd())
    installation = open_installation()
    sitting = require_running(installation.engine, sitting_id)
    item = sitting.form.item(category)
    model = file or find_model(folder, category)
    task = load_task(item.task_id)
    refused = preflight(task, model)
    if refused:
        print_refusal(item, refused)
        raise typer.Exit(EXIT_TASK_FAILED)
    accepted = hand_in(installation, sitting, item, model)
    try:
        result = wait_for(installation, accepted, f"Category {category}")
    except WaitInterruptedError:
        err().print("Stopped waiting. The model is graded all the same: gradatim exam status")
        return
    sitting = touch(installation.engine, sitting_id)
    card = score_card(installation.engine, sitting)
    print_result(result, task, item, sitting)
    print_score_line(card, category)
    if result.outcome is not Outcome.SCORED:
        raise typer.Exit(EXIT_TASK_FAILED)
