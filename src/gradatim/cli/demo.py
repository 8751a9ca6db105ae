"""`gradatim demo`: a whole practice exam, taken by the reference answers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def demo(
    directory: Annotated[Path, typer.Option("--dir", help="Where the exam folder goes.")] = Path("demo"),
    seed: Annotated[int, typer.Option(help="Which tasks are drawn.")] = 0,
) -> None:
    """Sit a whole practice exam with the reference answers: train, submit, grade, score card."""
    import shutil
    import time
    from datetime import datetime
    from functools import partial

    from gradatim.bank.answers import run_answer
    from gradatim.bank.category_folder import ANSWER_FILE
    from gradatim.bank.reader import load_task
    from gradatim.cli.cards import print_score_card
    from gradatim.cli.opening import open_exam
    from gradatim.cli.terminal import EXIT_TASK_FAILED, clock, err, out, shown_path
    from gradatim.cli.training import training_display
    from gradatim.cli.wait import wait_for
    from gradatim.exams.blueprint import find_blueprint
    from gradatim.exams.report import write_report
    from gradatim.exams.scorecard import Verdict, score_card
    from gradatim.exams.sitting import finish, require_running
    from gradatim.grading.bands import HIGHEST_SCORE
    from gradatim.workspace.hand_in import hand_in

    began = time.perf_counter()
    folder = directory / f"exam-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    installation, sitting = open_exam(find_blueprint(), folder, seed, demonstration=True)
    err().print(f"A practice exam lies in {shown_path(folder)}; the reference answers now sit it.", markup=False)
    for item in sitting.form.items:
        task = load_task(item.task_id)
        category = folder / f"category{item.category}"
        shutil.copyfile(task.folder / "solution.py", category / ANSWER_FILE)
        label = f"Category {item.category} · {task.title}"
        with training_display(err()) as display:
            display.show(f"{label}: training", None)
            on_epoch = partial(display.show, f"{label}: training")
            run = run_answer(category / ANSWER_FILE, category, on_epoch=on_epoch)
        accepted = hand_in(installation, require_running(installation.engine, sitting.id), item, run.model)
        result = wait_for(installation, accepted, label)
        verdict = result.outcome if result.score is None else f"{result.score}/{HIGHEST_SCORE}"
        err().print(
            f"{label}: trained in {run.seconds:.0f} s, graded in {result.timings_ms.total / 1000:.1f} s, {verdict}",
            markup=False,
        )
    card = score_card(installation.engine, finish(installation.engine, sitting.id))
    page, twin = write_report(card, folder / "report")
    print_score_card(card)
    out().print(f"Report: {shown_path(page)}\n        {shown_path(twin)}", markup=False, soft_wrap=True)
    out().print(f"The demo took {clock(time.perf_counter() - began)}. Your own exam: make start", markup=False)
    if card.verdict is not Verdict.PASSED:
        raise typer.Exit(EXIT_TASK_FAILED)
