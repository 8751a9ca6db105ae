"""The score card: what every submission of a sitting came to, and what counts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Engine, select

from gradatim.bank.exam_task import ExamTask, MetricName
from gradatim.bank.reader import load_task
from gradatim.exams.blueprint import Feedback
from gradatim.exams.closed_tasks import closed_tasks
from gradatim.exams.feedback import distance, feedback_for, feedback_now, visible
from gradatim.exams.form import FormItem
from gradatim.exams.sitting import Sitting, SittingState
from gradatim.grading.bands import HIGHEST_SCORE
from gradatim.grading.result import GradeResult
from gradatim.queue.status import SubmissionStatus, statuses
from gradatim.store.database import reading
from gradatim.store.schema import SubmissionRow


class Standing(StrEnum):
    """Where a submission stands. Only `SCORED` has a score, which may be 0."""

    WAITING = "waiting"
    SCORED = "scored"
    REFUSED = "refused"
    FAILED = "failed"
    UNSCORED = "unscored"


class Verdict(StrEnum):
    """Whether the total reaches the pass mark."""

    PASSING = "passing now"
    NOT_PASSING = "not passing now"
    PASSED = "passed"
    NOT_PASSED = "not passed"
    UNDECIDED = "waiting for grades"
    """The sitting has finished below the pass mark, and submissions are still being graded."""


@dataclass(frozen=True)
class SubmissionCard:
    """One submission of a category.

    Args:
        number: 1 for the first of its category.
        elapsed_seconds: Exam time at which it was handed in.
        file_name: As the candidate named it; untrusted text.
        model_sha256: What the result is bound to.
        model_bytes: Size of the file.
        standing: Where it stands.
        result: What may be seen of its result; None while it waits.
        submission_id: Its id, under which other pages and commands know it.
        phase: What the grader is doing with it; None unless it does something.
    """

    number: int
    elapsed_seconds: float
    file_name: str
    model_sha256: str
    model_bytes: int
    standing: Standing
    result: GradeResult | None
    submission_id: int
    phase: str | None


@dataclass(frozen=True)
class CategoryCard:
    """One category: its submissions and the best of them.

    Args:
        item: What the form says.
        task: The task.
        submissions: Those that count, in the order in which they were handed in.
        best: The one with the highest score, of equals the one with the better metric; None when nothing is scored.
        distance: From the best one's metric to the next band, in words; empty when nothing is scored.
        feedback: What may be seen of this task; less than of the sitting while another exam that asks for it runs.
    """

    item: FormItem
    task: ExamTask
    submissions: tuple[SubmissionCard, ...]
    best: SubmissionCard | None
    distance: str
    feedback: Feedback

    @property
    def score(self) -> int | None:
        """The best score; None when nothing is scored, which is not the same as 0."""
        return self.best.result.score if self.best and self.best.result else None

    @property
    def points(self) -> float:
        """The part of the weight that the best score earns."""
        return self.item.weight * (self.score or 0) / HIGHEST_SCORE

    def count(self, standing: Standing) -> int:
        """Return how many submissions stand there."""
        return sum(submission.standing is standing for submission in self.submissions)


@dataclass(frozen=True)
class ScoreCard:
    """All categories of a sitting.

    Args:
        sitting: The sitting as of now.
        feedback: What the sitting itself shows at this moment.
        categories: In the order of the form.
    """

    sitting: Sitting
    feedback: Feedback
    categories: tuple[CategoryCard, ...]

    @property
    def total(self) -> float:
        """Points of 100. Summed as whole numbers, so that rounding never costs the pass mark."""
        return self._fifths / HIGHEST_SCORE

    @property
    def pass_mark(self) -> int:
        """Points needed to pass."""
        return self.sitting.blueprint.pass_mark

    @property
    def verdict(self) -> Verdict:
        """Whether the total reaches the pass mark, now or for good."""
        waiting = any(category.count(Standing.WAITING) for category in self.categories)
        return verdict(self.sitting, self._fifths, waiting=waiting)

    @property
    def skills(self) -> tuple[str, ...]:
        """Ids of the skills that the tasks of this form ask for, without repetition."""
        return tuple(dict.fromkeys(skill for category in self.categories for skill in category.task.skills))

    @property
    def _fifths(self) -> int:
        return sum(category.item.weight * (category.score or 0) for category in self.categories)


def hidden_by_another(category: CategoryCard, card: ScoreCard) -> str:
    """Return why a category shows less than its sitting, in words; empty where it does not."""
    if category.score is None or category.feedback is card.feedback:
        return ""
    return "opens when the running exam that asks for this task ends"


def verdict(sitting: Sitting, fifths: int, *, waiting: bool) -> Verdict:
    """Return whether a sitting reaches its pass mark.

    Args:
        sitting: The sitting.
        fifths: Sum of weight × score over its categories, in fifths of a point.
        waiting: Whether any of its submissions is still to be graded.
    """
    reached = fifths >= sitting.blueprint.pass_mark * HIGHEST_SCORE
    if sitting.state is SittingState.RUNNING:
        return Verdict.PASSING if reached else Verdict.NOT_PASSING
    if reached:
        return Verdict.PASSED
    return Verdict.UNDECIDED if waiting else Verdict.NOT_PASSED


def score_card(
    engine: Engine,
    sitting: Sitting,
    find_task: Callable[[str], ExamTask] = load_task,
    closed: Collection[str] | None = None,
) -> ScoreCard:
    """Gather what the submissions of a sitting came to.

    Submissions of other sittings do not count, nor those handed in after the bell or after the candidate finished;
    those handed in before and graded later do.

    Args:
        engine: The database.
        sitting: The sitting, from `touch` for a live card.
        find_task: Where tasks come from. Defaults to the bank.
        closed: Tasks that a running exam hides, for those who know them. Defaults to None: they are looked up.

    Returns:
        The card, without what the sitting's feedback policy hides, or that of another one which is running.

    Raises:
        UserError: The bank no longer holds a task of the form.
    """
    hidden = closed_tasks(engine) if closed is None else closed
    known = statuses(engine, sitting.id)
    rows = _submissions_that_count(engine, sitting)
    categories = []
    for item in sitting.form.items:
        task = find_task(item.task_id)
        graded = [_grade_of(row, known.get(row.id)) for row in rows if row.category == item.category]
        categories.append(_category_card(item, task, graded, feedback_for(task.id, sitting, hidden)))
    return ScoreCard(sitting, feedback_now(sitting), tuple(categories))


@dataclass(frozen=True)
class _Graded:
    """A submission with its whole result, before the feedback policy."""

    row: SubmissionRow
    standing: Standing
    result: GradeResult | None
    phase: str | None


def _submissions_that_count(engine: Engine, sitting: Sitting) -> Sequence[SubmissionRow]:
    with reading(engine) as session:
        query = (
            select(SubmissionRow)
            .where(SubmissionRow.sitting_id == sitting.id)
            .where(SubmissionRow.elapsed_seconds <= sitting.last_counting_second)
            .order_by(SubmissionRow.elapsed_seconds, SubmissionRow.id)
        )
        return session.scalars(query).all()


def _grade_of(row: SubmissionRow, found: SubmissionStatus | None) -> _Graded:
    # One that came in between the two looks is not known yet; it waits.
    if found is None or found.result is None:
        return _Graded(row, Standing.WAITING, None, found.phase if found else None)
    return _Graded(row, Standing(found.result.outcome.value), found.result, None)


def _category_card(item: FormItem, task: ExamTask, graded: Sequence[_Graded], feedback: Feedback) -> CategoryCard:
    cards = tuple(_submission_card(number, entry, feedback) for number, entry in enumerate(graded, start=1))
    scored = [index for index, entry in enumerate(graded) if entry.standing is Standing.SCORED]
    if not scored:
        return CategoryCard(item, task, cards, None, "", feedback)
    # max() keeps the first of equals: a later file with the same metric does not replace the best.
    best = max(scored, key=lambda index: _rank(graded[index].result))
    result = graded[best].result
    words = distance(result, task.rubric, feedback) if result else ""
    return CategoryCard(item, task, cards, cards[best], words, feedback)


def _submission_card(number: int, entry: _Graded, feedback: Feedback) -> SubmissionCard:
    return SubmissionCard(
        number=number,
        elapsed_seconds=entry.row.elapsed_seconds or 0.0,
        file_name=entry.row.file_name,
        model_sha256=entry.row.model_sha256,
        model_bytes=entry.row.model_bytes,
        standing=entry.standing,
        result=visible(entry.result, feedback) if entry.result else None,
        submission_id=entry.row.id,
        phase=entry.phase,
    )


def _rank(result: GradeResult | None) -> tuple[int, float]:
    """Order results by score, then by metric, whichever direction the metric improves in."""
    if result is None or result.score is None:
        return (-1, 0.0)
    if result.metric is None:
        return (result.score, 0.0)
    direction = 1 if MetricName(result.metric.name).higher_is_better else -1
    return (result.score, direction * result.metric.value)
