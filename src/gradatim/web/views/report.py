"""The report of a sitting: its score card as data, with the way to the page of each submission."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import Field

from gradatim.bank.exam_task import ExamTask, Rubric
from gradatim.bank.reader import load_task
from gradatim.exams.blueprint import Feedback
from gradatim.exams.report import build_report
from gradatim.exams.report_model import Report, ReportCategory
from gradatim.exams.scorecard import score_card
from gradatim.exams.sitting import Sitting, SittingState, look
from gradatim.web.bank import exam_tasks
from gradatim.web.server import Server
from gradatim.web.views.shown import Shown, policy_for
from gradatim.web.views.view import View


class ReportView(View):
    """The report, as `report.json` has it, and the ids of its submissions."""

    report: Report
    submission_ids: dict[int, list[int]] = Field(description="By category, in the order of the report's submissions.")
    closed_categories: list[int] = Field(
        description="Categories whose metrics and findings wait, because an exam that runs asks for the same task."
    )


@dataclass(frozen=True)
class Shelf:
    """A report with the rubrics that its pictures need."""

    view: ReportView
    rubrics: dict[int, Rubric]


def report_of(server: Server, sitting_id: str) -> Shelf:
    """Return the report of a sitting as of now.

    Args:
        server: The running dashboard.
        sitting_id: Which sitting.

    Raises:
        UserError: There is no such sitting, the bank has lost a task of it, or the database cannot be used.
    """
    sitting = look(server.installation.engine, sitting_id)
    if sitting.state is SittingState.FINISHED:
        shelf = server.memory.get(("report", sitting_id), lambda: _read(server, sitting))
    else:
        shelf = _read(server, sitting)
    return _without_closed(server, sitting, shelf)


def _read(server: Server, sitting: Sitting) -> Shelf:
    card = score_card(server.installation.engine, sitting, _find_task)
    return Shelf(
        ReportView(
            report=build_report(card),
            submission_ids={
                category.item.category: [one.submission_id for one in category.submissions]
                for category in card.categories
            },
            closed_categories=[],
        ),
        {category.item.category: category.task.rubric for category in card.categories},
    )


def _find_task(task_id: str) -> ExamTask:
    # A task that was added since the server began is found, too; one that is nowhere is named in the error.
    return exam_tasks().get(task_id) or load_task(task_id)


def _without_closed(server: Server, sitting: Sitting, shelf: Shelf) -> Shelf:
    report = shelf.view.report
    # While this sitting itself hides them, its score card has left metrics and findings out already.
    closed = [
        category.number
        for category in report.categories
        if report.feedback is Feedback.OPEN and policy_for(server, sitting, category.task.id).shown is Shown.SCORE
    ]
    if not closed:
        return shelf
    categories = [_closed(category) if category.number in closed else category for category in report.categories]
    view = shelf.view.model_copy(
        update={"report": report.model_copy(update={"categories": categories}), "closed_categories": closed}
    )
    return Shelf(view, shelf.rubrics)


def _closed(category: ReportCategory) -> ReportCategory:
    hidden: dict[str, object] = {"metric": None, "findings": []}
    submissions = [submission.model_copy(update=hidden) for submission in category.submissions]
    # The distance in words would be the metric itself, because the bands are published.
    return category.model_copy(update={"metric": None, "distance": "", "submissions": submissions})
