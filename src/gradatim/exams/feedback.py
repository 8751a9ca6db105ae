"""What a candidate may see of a result while a sitting runs. When it has ended, everything."""

from __future__ import annotations

from collections.abc import Collection

from gradatim.bank.exam_task import Rubric
from gradatim.exams.blueprint import Feedback
from gradatim.exams.sitting import Sitting, SittingState
from gradatim.grading.bands import next_band
from gradatim.grading.result import GradeResult

_THIRDS = ("lower", "middle", "upper")


def feedback_now(sitting: Sitting) -> Feedback:
    """Return what may be shown: the blueprint's policy while the sitting runs, everything afterwards."""
    return Feedback.OPEN if sitting.state is SittingState.FINISHED else sitting.blueprint.feedback


def feedback_for(task_id: str, sitting: Sitting | None, closed: Collection[str]) -> Feedback:
    """Return what may be shown of a result for a task: never more than a running exam that asks for it shows.

    Args:
        task_id: The task that was graded.
        sitting: The sitting that the submission belongs to, as of now; None outside an exam.
        closed: From `closed_tasks`.
    """
    if task_id in closed:
        return Feedback.SCORE
    return Feedback.OPEN if sitting is None else feedback_now(sitting)


def visible(result: GradeResult, feedback: Feedback) -> GradeResult:
    """Return the result without what the policy hides: metric and findings; the score and all messages stay."""
    if feedback is Feedback.OPEN:
        return result
    return result.model_copy(update={"metric": None, "findings": []})


def distance(result: GradeResult, rubric: Rubric, feedback: Feedback) -> str:
    """Return in words how far a scored model is from the next band.

    Under `Feedback.SCORE` the words say only in which third of its band the metric lies: an exact distance would be
    the metric itself, because the bands are published.

    Args:
        result: A scored result with its metric, before `visible`.
        rubric: The task's metric and bands.
        feedback: What may be shown.

    Returns:
        One sentence without its full stop; empty when the result has no metric.
    """
    if result.metric is None or result.score is None:
        return ""
    band = next_band(result.metric.value, rubric)
    if band is None:
        return "the highest band is reached"
    if feedback is Feedback.OPEN:
        return band.sentence(rubric.metric)
    if result.score == 0:
        return "the first band is not reached"
    floor = rubric.bands[result.score - 1]
    fraction = (result.metric.value - floor) / (band.threshold - floor)
    third = _THIRDS[min(2, int(fraction * 3))]
    return f"in the {third} third of the way from {result.score} to {band.score}"
