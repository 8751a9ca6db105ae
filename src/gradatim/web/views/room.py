"""The exam room: the clock, five cards, the live total. What a closed exam hides is not in the view."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from pydantic import Field

from gradatim.bank.exam_task import Rubric
from gradatim.errors import UserError
from gradatim.exams.blueprint import Feedback
from gradatim.exams.numbers import readable_metric
from gradatim.exams.report import printable
from gradatim.exams.scorecard import (
    CategoryCard,
    ScoreCard,
    Standing,
    SubmissionCard,
    Verdict,
    hidden_by_another,
    score_card,
)
from gradatim.exams.sitting import EndReason, SittingState, look
from gradatim.grading.bands import HIGHEST_SCORE
from gradatim.grading.result import Metric, Notice
from gradatim.web.bank import find_task
from gradatim.web.live.topics import events_address
from gradatim.web.problems import found
from gradatim.web.server import Server
from gradatim.web.states import sitting_state
from gradatim.web.views.notice import printable_notice
from gradatim.web.views.shown import closed_now
from gradatim.web.views.training import TrainingTime, training_time
from gradatim.web.views.view import View
from gradatim.workspace.doctor.factor import TrainingSpeed, recall

SHOWN_SUBMISSIONS = 50
"""Of each category, the newest; the report lists them all."""


class Stage(StrEnum):
    """The way of a submission, as the room shows it."""

    QUEUED = "queued"
    LOADING = "loading"
    PREDICTING = "predicting"
    SCORING = "scoring"
    SCORED = "scored"


_STAGES = {
    "starting": Stage.LOADING,
    "preflight": Stage.LOADING,
    "loading": Stage.LOADING,
    "predicting": Stage.PREDICTING,
    "scoring": Stage.SCORING,
    "coaching": Stage.SCORING,
}


class MetricPart(View):
    """The metric of the best submission, where the exam shows it."""

    name: str
    value: str = Field(description="In as many digits as tell the bands apart, with the unit.")
    low: str = Field(description="Lower end of the 95 % interval.")
    high: str = Field(description="Upper end of the 95 % interval.")


class SubmissionLine(View):
    """A model that was handed in."""

    id: int
    number: int = Field(description="1 for the first of its category.")
    elapsed_seconds: float = Field(description="Exam time at which it was handed in.")
    file_name: str
    bytes: int
    sha256: str
    standing: Standing
    stage: Stage | None = Field(description="How far grading has come; null when it has ended.")
    score: int | None = Field(description="0 to 5 when scored.")
    counts: bool = Field(description="Whether it is the best of its category.")
    notices: list[Notice] = Field(description="Why it has no score, or what was noticed.")


class CategoryPart(View):
    """One card of the room."""

    number: int
    title: str
    weight: int
    task_id: str
    task_title: str
    minutes: int = Field(description="Honest working time, training included.")
    largest_mb: int = Field(description="Largest file, in MB of 10**6 bytes.")
    folder: str = Field(description="Where the category's files are.")
    training: TrainingTime | None
    score: int | None = Field(description="The best score; null when nothing is scored, which is not the same as 0.")
    points: float = Field(description="weight × score / 5.")
    distance: str = Field(description="To the next band, in words; empty when nothing is scored.")
    metric: MetricPart | None = Field(description="Null while the exam hides it, or when nothing is scored.")
    hidden: str = Field(description="Why this category shows less than the others, in words; empty where it does not.")
    running: list[SubmissionLine] = Field(description="Those that are being graded, in the order of their turn.")
    submissions: list[SubmissionLine] = Field(description="The newest first, at most fifty.")
    submissions_in_all: int


class RoomView(View):
    """The exam room."""

    id: str
    title: str
    notice: str
    description: str
    state: SittingState
    end_reason: EndReason | None
    started_at: float = Field(description="Seconds since 1970 UTC.")
    duration_seconds: float
    elapsed_seconds: float
    remaining_seconds: float = Field(description="Exam time left, by the server's clock.")
    total: float = Field(description="Points of 100.")
    pass_mark: int
    verdict: Verdict
    feedback: Feedback = Field(description="`score` while metrics and findings are hidden, otherwise `open`.")
    folder: str = Field(description="The exam folder.")
    seed: int
    demonstration: bool
    waiting: int = Field(description="Submissions that are still to be graded.")
    worker_problem: str | None = Field(description="Why nothing is graded although something waits.")
    categories: list[CategoryPart]
    revision: str
    events: str = Field(description="Address of the stream of events.")


def room_view(server: Server, sitting_id: str) -> RoomView:
    """Return the room as it is now, after the bell too.

    Raises:
        PageError: 404, there is no such sitting.
        UserError: The bank no longer holds a task of its form.
    """
    engine = server.installation.engine
    with found():
        sitting = look(engine, sitting_id)
    # Before the card: a change in between is then shown twice rather than never.
    state = partial(sitting_state, server, sitting_id)
    revision = state()
    closed = closed_now(server)
    card = server.memory.get(
        ("score card", sitting_id),
        lambda: score_card(engine, sitting, find_task, closed),
        now=(sitting.state, closed),
        of=state,
    )
    waiting = sum(category.count(Standing.WAITING) for category in card.categories)
    problem = server.keeper.problem
    speed = recall(server.installation.settings.home)
    return RoomView(
        id=sitting.id,
        title=sitting.blueprint.title,
        notice=sitting.blueprint.notice,
        description=sitting.blueprint.description,
        state=sitting.state,
        end_reason=sitting.end_reason,
        started_at=sitting.started_at,
        duration_seconds=sitting.duration_seconds,
        elapsed_seconds=sitting.elapsed_seconds,
        remaining_seconds=sitting.remaining_seconds,
        total=card.total,
        pass_mark=card.pass_mark,
        verdict=card.verdict,
        feedback=card.feedback,
        folder=str(sitting.folder),
        seed=sitting.seed,
        demonstration=sitting.demonstration,
        waiting=waiting,
        worker_problem=_in_a_line(problem) if problem and waiting else None,
        categories=server.memory.get(
            ("room", sitting_id),
            lambda: _categories(card, speed),
            now=(sitting.state, closed, speed and speed.measured_at),
            of=state,
        ),
        revision=revision,
        events=events_address(f"sitting/{sitting.id}", revision),
    )


def submission_line(card: SubmissionCard, *, counts: bool) -> SubmissionLine:
    """Return one submission as a part of a page."""
    result = card.result
    return SubmissionLine(
        id=card.submission_id,
        number=card.number,
        elapsed_seconds=card.elapsed_seconds,
        file_name=printable(card.file_name),
        bytes=card.model_bytes,
        sha256=card.model_sha256,
        standing=card.standing,
        stage=_STAGES.get(card.phase or "", Stage.QUEUED) if card.standing is Standing.WAITING else None,
        score=result.score if result else None,
        counts=counts,
        notices=[printable_notice(notice) for notice in (result.preflight if result else [])],
    )


def _in_a_line(error: UserError) -> str:
    return f"{error.expected}. Received: {error.received}. Next: {error.next_step}"


def _categories(card: ScoreCard, speed: TrainingSpeed | None) -> list[CategoryPart]:
    parts = []
    for category in card.categories:
        newest = category.submissions[: -SHOWN_SUBMISSIONS - 1 : -1]
        waiting = [one for one in category.submissions if one.standing is Standing.WAITING]
        task = category.task
        result = category.best.result if category.best else None
        parts.append(
            CategoryPart(
                number=category.item.category,
                title=category.item.title,
                weight=category.item.weight,
                task_id=task.id,
                task_title=task.title,
                minutes=task.minutes,
                largest_mb=task.limits.file_mb,
                folder=str(card.sitting.folder / f"category{category.item.category}"),
                training=training_time([[task]], speed),
                score=category.score,
                points=category.points,
                distance=_sentence(category),
                metric=_metric(result.metric, task.rubric) if result and result.metric else None,
                hidden=hidden_by_another(category, card),
                running=[submission_line(one, counts=False) for one in waiting],
                submissions=[submission_line(one, counts=one is category.best) for one in newest],
                submissions_in_all=len(category.submissions),
            )
        )
    return parts


def _sentence(category: CategoryCard) -> str:
    """Return the distance with a capital letter, all others as they are: "macro F1" keeps its F."""
    if category.score == HIGHEST_SCORE:
        return "The highest band is reached"
    return category.distance[:1].upper() + category.distance[1:]


def _metric(metric: Metric, rubric: Rubric) -> MetricPart:
    unit = f" {rubric.unit}" if rubric.unit else ""
    low, high = (readable_metric(end, rubric) for end in metric.interval)
    return MetricPart(
        name=metric.name,
        value=f"{readable_metric(metric.value, rubric)}{unit}",
        low=f"{low}{unit}",
        high=f"{high}{unit}",
    )
