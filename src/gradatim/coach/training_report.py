"""What the history of a training tells of a submission, and how it joins the result of that submission.

A result belongs to a model and a task version, and never changes. A history belongs to one submission: the same model
may come with another history or with none. So both are kept apart and are joined whenever a result is read.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from gradatim.coach.advise import finding
from gradatim.coach.history import UnreadableHistoryError, read_history
from gradatim.coach.learning_curve import UNSETTLED, curve_suspicion
from gradatim.coach.suspicion import GENERAL
from gradatim.grading.bands import HIGHEST_SCORE
from gradatim.grading.result import Finding, GradeResult, Notice, Outcome

HISTORY_NOTICE = "history"
"""Code of the notice about a history that could not be read; it costs nothing."""


class TrainingReport(BaseModel):
    """What was established about a history when it came in."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    finding: Finding | None = Field(default=None, description="`learning-curve`, if the course shows a mistake.")
    notice: Notice | None = Field(default=None, description="Why the file could not be read.")


def report_on(content: bytes) -> TrainingReport:
    """Return what a history shows. Whatever it holds, nothing is raised.

    Args:
        content: The file as it came.
    """
    try:
        seen = curve_suspicion(read_history(content))
    except UnreadableHistoryError as error:
        return unreadable(error.expected, error.received)
    if seen is None:
        return TrainingReport()
    curve, suspicion = seen
    return TrainingReport(finding=finding(suspicion, points=0, measured=False, variant=curve.value))


def unreadable(expected: str, received: str) -> TrainingReport:
    """Return the report on a history that could not be taken."""
    message = (
        f"The history of the training was left out: expected {expected}. Received: {received}. The score is not "
        'touched. Next: write it with keras.callbacks.CSVLogger("history.csv").'
    )
    return TrainingReport(notice=Notice(code=HISTORY_NOTICE, expected=expected, received=received, message=message))


def joined(result: GradeResult, report: TrainingReport | None) -> GradeResult:
    """Return the result of a submission with what its history adds.

    The finding comes after what was seen by experiment, which weighs more than what a curve suggests, but before
    underfitting, which may have any reason: this is one. A training that diverged, or swung, is the reason of whatever
    it left behind that nothing mends, so it comes first. The finding is left out where the score is 5, and where an
    experiment has shown what mends the model: then the training went well enough.

    Args:
        result: The result of the model.
        report: What was established about the submission's history; None when it came without one.
    """
    if report is None:
        return result
    notices = [*result.preflight, *([report.notice] if report.notice else [])]
    findings = list(result.findings)
    if report.finding is not None and _may_add(result):
        lost = HIGHEST_SCORE - (result.score or 0)
        place = next((place for place, found in enumerate(findings) if found.id in GENERAL), len(findings))
        if report.finding.evidence.get("curve") in UNSETTLED:
            place = 0
        findings.insert(place, report.finding.model_copy(update={"points": lost}))
    return result.model_copy(update={"preflight": notices, "findings": findings})


def _may_add(result: GradeResult) -> bool:
    if result.outcome is not Outcome.SCORED or result.score == HIGHEST_SCORE:
        return False
    return not any(found.points_measured for found in result.findings)
