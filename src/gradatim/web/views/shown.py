"""How much of a result may be shown at this moment: everything, figures without examples, or score and words only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from gradatim.exams.blueprint import Blueprint, Feedback
from gradatim.exams.feedback import feedback_now
from gradatim.exams.form import Form
from gradatim.exams.sitting import Sitting, SittingState, look
from gradatim.store.database import reading
from gradatim.store.schema import SittingRow
from gradatim.web.server import Server


class Shown(StrEnum):
    """What a page may show of a result."""

    ALL = "all"
    """Hidden rows, too: practice, whose split is public."""
    FIGURES = "figures"
    """Metric, findings and figures of all rows together, and no single hidden row: this installation certifies."""
    SCORE = "score"
    """Score, distance in words and messages: an exam runs that shows no more."""


@dataclass(frozen=True)
class Policy:
    """What may be shown, and why not more; `reason` is empty where everything is shown."""

    shown: Shown
    reason: str = ""


def policy_for(server: Server, sitting: Sitting | None, task_id: str) -> Policy:
    """Return what may be shown of a result for a task.

    An exam that hides the metric hides it everywhere while it runs: otherwise the same model, handed in before or
    elsewhere, would show what the exam does not say.

    Args:
        server: The running dashboard.
        sitting: The sitting that the submission belongs to, as of now; None outside an exam.
        task_id: The task that was graded.

    Raises:
        UserError: The database cannot be used.
    """
    if sitting is not None and feedback_now(sitting) is not Feedback.OPEN:
        return Policy(
            Shown.SCORE, "While this sitting runs, pages show scores and messages. The rest opens when it ends."
        )
    if _asked_in_closed_sitting(server, task_id):
        return Policy(
            Shown.SCORE,
            "An exam that asks for this task is running: pages show scores and messages, and the rest when it ends.",
        )
    if server.installation.settings.certifies:
        return Policy(
            Shown.FIGURES, "Exams here certify, so single hidden rows are never shown: others will be measured on them."
        )
    return Policy(Shown.ALL)


def _asked_in_closed_sitting(server: Server, task_id: str) -> bool:
    closed = server.memory.get(("closed sittings",), lambda: _closed_sittings(server))
    # A clock moves without anybody writing, so each is looked at anew.
    return any(
        task_id in tasks and look(server.installation.engine, sitting_id).state is SittingState.RUNNING
        for sitting_id, tasks in closed
    )


def _closed_sittings(server: Server) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return the sittings that were last written as running and hide what is measured, each with its tasks."""
    query = select(SittingRow.id, SittingRow.blueprint_json, SittingRow.form_json).where(
        SittingRow.state == SittingState.RUNNING
    )
    found = []
    with reading(server.installation.engine) as session:
        for sitting_id, blueprint, form in session.execute(query):
            if Blueprint.model_validate_json(blueprint).feedback is not Feedback.OPEN:
                found.append((sitting_id, frozenset(item.task_id for item in Form.model_validate_json(form).items)))
    return tuple(found)
