"""The history of a skill's evidence: every pass of its drills, every score of the exam tasks that ask for it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pydantic import Field

from gradatim.exams.task_scores import TaskScore
from gradatim.mastery.skill_map import SHOWN_FROM, SkillEntry
from gradatim.web.views.view import View


class Weight(StrEnum):
    """What something that happened says of a skill."""

    SHOWS = "shows it"
    """An exam task was scored 4 or 5."""
    COUNTS = "counts"
    """A drill passed without its solution having been looked at first."""
    HELPED = "does not count: the solution was shown"
    """A drill passed after its solution had been shown."""
    BELOW = "below 4, so it does not show it"
    """An exam task was scored 3 or less."""


class EvidenceItem(View):
    """One thing that happened."""

    id: str = Field(description="Id of the drill or the exam task.")
    title: str
    at: float = Field(description="Seconds since 1970 UTC.")
    score: int | None = Field(description="0 to 5 for an exam task, null for a drill.")
    hints: bool = Field(description="Whether help was taken before the drill passed.")
    weight: Weight


def history(
    entry: SkillEntry, passes: Sequence[tuple[str, float, bool]], scores: Sequence[TaskScore]
) -> list[EvidenceItem]:
    """Return what happened to a skill, the latest first.

    Args:
        entry: The skill.
        passes: Every pass: drill, when, whether help was taken before it.
        scores: The best score of each category of each sitting.
    """
    drills = {drill.id: drill.title for drill in entry.drills}
    tasks = {task.id: task.title for task in entry.tasks}
    items = [
        EvidenceItem(
            id=drill,
            title=drills[drill],
            at=at,
            score=None,
            hints=helped,
            weight=Weight.COUNTS if drill in entry.passed else Weight.HELPED,
        )
        for drill, at, helped in passes
        if drill in drills
    ]
    items += [
        EvidenceItem(
            id=score.task_id,
            title=tasks[score.task_id],
            at=score.at,
            score=score.score,
            hints=False,
            weight=Weight.SHOWS if score.score >= SHOWN_FROM else Weight.BELOW,
        )
        for score in scores
        if score.task_id in tasks
    ]
    return sorted(items, key=lambda item: -item.at)
