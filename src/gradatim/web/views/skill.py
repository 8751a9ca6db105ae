"""A skill: its note, its drills, the exam tasks that show it, and the history of its evidence."""

from __future__ import annotations

from http import HTTPStatus

from pydantic import Field

from gradatim.bank.note import load_note
from gradatim.bank.skills import load_areas, load_skills
from gradatim.mastery.skill_map import SkillState
from gradatim.web.problems import PageError
from gradatim.web.server import Server
from gradatim.web.views.drill_line import DrillLine, drill_line
from gradatim.web.views.evidence import EvidenceItem, history
from gradatim.web.views.learner import learner
from gradatim.web.views.view import View


class SkillName(View):
    """A skill that the page leads to."""

    id: str
    title: str


class TaskLine(View):
    """An exam task that asks for the skill."""

    id: str
    title: str
    category: int
    minutes: int
    best_score: int | None = Field(description="The learner's best score in any sitting; null before the first.")


class SkillView(View):
    """The page of a skill."""

    id: str
    title: str = Field(description="Completes “you can …”.")
    area: str
    state: SkillState
    in_model: bool = Field(description="Whether a saved model can show it, so that exam tasks ask for it.")
    passed: int = Field(description="How many of its drills count as passed.")
    note: str | None = Field(description="The note as Markdown, with where to read on.")
    drills: list[DrillLine]
    tasks: list[TaskLine]
    evidence: list[EvidenceItem] = Field(description="What happened, the latest first.")
    previous: SkillName | None
    next: SkillName | None


def skill_view(server: Server, skill_id: str) -> SkillView:
    """Return a skill as it stands now.

    Raises:
        PageError: There is no such skill.
        UserError: The progress or the database cannot be used.
    """
    now = learner(server)
    entry = now.skills.get(skill_id)
    if entry is None:
        raise PageError(
            HTTPStatus.NOT_FOUND,
            "Expected the id of a skill, such as nn.train",
            received=skill_id[:100],
            next_step="open the map at /, which names all skills",
        )
    best = {
        task.id: max((score.score for score in now.scores if score.task_id == task.id), default=None)
        for task in entry.tasks
    }
    ids = list(load_skills())
    place = ids.index(skill_id)
    return SkillView(
        id=skill_id,
        title=entry.skill.title,
        area=load_areas()[entry.skill.area].title,
        state=entry.state,
        in_model=entry.skill.in_model,
        passed=len(entry.passed),
        note=load_note(skill_id).full_text if entry.note else None,
        drills=[drill_line(drill, now) for drill in entry.drills],
        tasks=[
            TaskLine(
                id=task.id,
                title=task.title,
                category=task.category,
                minutes=task.minutes,
                best_score=best[task.id],
            )
            for task in entry.tasks
        ],
        evidence=history(entry, now.passes, now.scores),
        previous=_name(ids[place - 1]) if place else None,
        next=_name(ids[place + 1]) if place + 1 < len(ids) else None,
    )


def _name(skill_id: str) -> SkillName:
    return SkillName(id=skill_id, title=load_skills()[skill_id].title)
