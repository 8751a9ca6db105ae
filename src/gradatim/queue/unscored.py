"""What the candidate is told when we could not grade: our fault, not charged, and what to do."""

from __future__ import annotations

from gradatim.bank.reader import load_task
from gradatim.grading.result import GradeResult, Notice, Outcome
from gradatim.store.schema import JobRow, SubmissionRow


def unscored_result(submission: SubmissionRow, job: JobRow) -> GradeResult:
    """Return the result of a submission whose job was given up.

    It is made when it is asked for and never stored, because the stored result of a model never changes and this one
    must: handing the file in again starts anew.
    """
    reason = job.last_error or "no reason was recorded"
    return GradeResult(
        task=submission.task_id,
        task_version=submission.task_version,
        grader_version=job.grader_version,
        model_sha256=submission.model_sha256,
        outcome=Outcome.UNSCORED,
        bands=list(load_task(submission.task_id).rubric.bands),
        preflight=[
            Notice(
                code="not-graded",
                expected="a grade",
                received=reason,
                message=f"We could not grade this model: {reason}. This is our fault and costs you nothing. "
                "Hand the same file in again to have it tried anew.",
            )
        ],
    )
