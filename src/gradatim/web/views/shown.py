"""How much of a result may be shown at this moment: everything, figures without examples, or score and words only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gradatim.exams.blueprint import Feedback
from gradatim.exams.closed_tasks import closed_sittings, closed_tasks
from gradatim.exams.feedback import feedback_for, feedback_now
from gradatim.exams.sitting import Sitting
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
    if feedback_for(task_id, sitting, closed_now(server)) is not Feedback.OPEN:
        return Policy(
            Shown.SCORE,
            "An exam that asks for this task is running: pages show scores and messages, and the rest when it ends.",
        )
    if server.installation.settings.certifies:
        return Policy(
            Shown.FIGURES, "Exams here certify, so single hidden rows are never shown: others will be measured on them."
        )
    return Policy(Shown.ALL)


def closed_now(server: Server) -> frozenset[str]:
    """Return the ids of the tasks whose metric a running exam hides.

    Raises:
        UserError: The database cannot be used.
    """
    engine = server.installation.engine
    # A clock moves without anybody writing, so each sitting is looked at anew.
    return closed_tasks(engine, server.memory.get(("closed sittings",), lambda: closed_sittings(engine)))
