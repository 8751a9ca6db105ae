"""The report of a sitting: its score card as data, with the way to the page of each submission."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from pydantic import Field

from gradatim.bank.exam_task import ExamTask, Rubric
from gradatim.bank.reader import load_task
from gradatim.exams.report import build_report
from gradatim.exams.report_model import Report
from gradatim.exams.scorecard import score_card
from gradatim.exams.sitting import Sitting, SittingState, look
from gradatim.web.bank import exam_tasks
from gradatim.web.server import Server
from gradatim.web.states import sitting_state
from gradatim.web.views.shown import closed_now
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
    sitting, closed = look(server.installation.engine, sitting_id), closed_now(server)
    if sitting.state is SittingState.FINISHED:
        return server.memory.get(
            ("report", sitting_id),
            lambda: _read(server, sitting, closed),
            now=closed,
            of=partial(sitting_state, server, sitting_id),
        )
    return _read(server, sitting, closed)


def _read(server: Server, sitting: Sitting, closed: frozenset[str]) -> Shelf:
    card = score_card(server.installation.engine, sitting, _find_task, closed)
    return Shelf(
        ReportView(
            report=build_report(card),
            submission_ids={
                category.item.category: [one.submission_id for one in category.submissions]
                for category in card.categories
            },
            closed_categories=[
                category.item.category for category in card.categories if category.feedback is not card.feedback
            ],
        ),
        {category.item.category: category.task.rubric for category in card.categories},
    )


def _find_task(task_id: str) -> ExamTask:
    # A task that was added since the server began is found, too; one that is nowhere is named in the error.
    return exam_tasks().get(task_id) or load_task(task_id)
