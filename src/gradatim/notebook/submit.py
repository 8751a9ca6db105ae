"""`%submit` and `%status`: the model beside this notebook, and where exam and practice stand."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.errors import UserError
from gradatim.exams.closed_tasks import closed_tasks
from gradatim.exams.feedback import feedback_for
from gradatim.exams.scorecard import Standing, score_card
from gradatim.exams.sitting import require_running, touch
from gradatim.exams.task_scores import task_scores
from gradatim.grading.refuse import preflight
from gradatim.grading.result import GradeResult
from gradatim.mastery.guide import Guide
from gradatim.notebook.live_line import LiveLine
from gradatim.notebook.place import InExam, InPractice, find_place
from gradatim.notebook.views.card import CardView, best_in_words
from gradatim.notebook.views.practice import PracticeView
from gradatim.notebook.views.result import ResultView
from gradatim.notebook.views.trouble import RefusalView, WordsView
from gradatim.notebook.views.view import View
from gradatim.queue.submissions import Accepted
from gradatim.queue.worker import ensure_worker
from gradatim.workspace.exam_folder import find_model, model_in
from gradatim.workspace.follow import follow
from gradatim.workspace.hand_in import hand_in, hand_in_practice, history_beside
from gradatim.workspace.installation import Installation, open_installation
from gradatim.workspace.which_category import which_category


def submit(shell: object, folder: Path, arguments: Sequence[str]) -> View:
    """Hand in a saved model: of the category in whose folder the kernel stands, or of the one that is named.

    Args:
        shell: The IPython shell.
        folder: The kernel's folder.
        arguments: A category, a file, both or nothing.

    Raises:
        UserError: No category is meant, there is no model, or the sitting has finished.
    """
    number = next((int(word) for word in arguments if word.isdecimal()), None)
    file = next((folder / word for word in arguments if not word.isdecimal()), None)
    place = find_place(folder)
    if isinstance(place, InExam):
        return _submit_category(shell, place, number or place.category, file)
    if place.task is None:
        raise UserError(
            "Expected the notebook of an exam task for %submit",
            received="a drill" if place.drill else str(folder),
            next_step="%check (drills are checked), or gradatim exam start in a terminal",
        )
    return _submit_practice(shell, place.task, file or model_in(place.folder))


def status(folder: Path) -> View:
    """Show where the exam or the practice stands.

    Raises:
        UserError: The kernel stands in neither.
    """
    place = find_place(folder)
    installation = open_installation()
    if isinstance(place, InPractice):
        return _practice(installation, place)
    card = score_card(installation.engine, touch(installation.engine, place.sitting_id))
    if any(entry.count(Standing.WAITING) for entry in card.categories):
        ensure_worker(installation.settings)
    return CardView(card)


def _submit_category(shell: object, place: InExam, category: int | None, file: Path | None) -> View:
    installation = open_installation()
    sitting = require_running(installation.engine, place.sitting_id)
    if category is None and file is not None:
        category = which_category(place.folder, sitting.form, file).category
    if category is None:
        raise UserError(
            "Expected a category: this notebook lies in no category's folder",
            received="%submit without one",
            next_step=f"%submit {sitting.form.items[0].category}",
        )
    item = sitting.form.item(category)
    task = load_task(item.task_id)
    title = f"Category {category} · {task.title}"
    model = file or find_model(place.folder, category)
    if refused := preflight(task, model):
        return RefusalView(title, tuple(refused))
    result = _wait(shell, installation, hand_in(installation, sitting, item, model))
    if result is None:
        return _STOPPED
    sitting = touch(installation.engine, place.sitting_id)
    closed = closed_tasks(installation.engine)
    standing = best_in_words(score_card(installation.engine, sitting, closed=closed), category)
    return ResultView(task, result, feedback_for(task.id, sitting, closed), title, standing)


def _submit_practice(shell: object, task: ExamTask, model: Path) -> View:
    installation = open_installation()
    if refused := preflight(task, model):
        return RefusalView(task.title, tuple(refused))
    result = _wait(shell, installation, hand_in_practice(installation, task, model, history_beside(model)))
    if result is None:
        return _STOPPED
    return ResultView(task, result, feedback_for(task.id, None, closed_tasks(installation.engine)), task.title)


def _wait(shell: object, installation: Installation, accepted: Accepted) -> GradeResult | None:
    """Return the result; None when the user does not want to wait for it."""
    receipt = f"Received: {accepted.model_sha256[:16]}"
    with LiveLine(shell, f"{receipt}; safe from here on") as line:
        try:
            return follow(installation, accepted.submission_id, on_phase=lambda phase: line.say(f"{receipt}: {phase}"))
        except KeyboardInterrupt:
            ensure_worker(installation.settings)  # the interrupt may have come before there was one
            return None


_STOPPED = WordsView("Stopped waiting. The model is graded all the same: %status shows it, or the same %submit.")


def _practice(installation: Installation, place: InPractice) -> PracticeView:
    with closing(place.practice.open_progress()) as progress:
        guide = Guide(progress, task_scores(installation.engine))
        return PracticeView(
            drill=place.drill,
            last=progress.last_verdict(place.drill.id) if place.drill else None,
            passed=guide.passed(),
            drills=guide.drills(),
            due=len(guide.due()),
            suggestion=guide.suggest(),
        )
