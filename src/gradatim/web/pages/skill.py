"""The page of a skill."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from gradatim.web.kept import kept
from gradatim.web.render import answer
from gradatim.web.server import ServerOf
from gradatim.web.states import learner_state
from gradatim.web.views.learner import practice_events
from gradatim.web.views.skill import SkillView, skill_view

router = APIRouter(tags=["practice"])


@router.get("/skills/{skill_id}", response_model=SkillView)
def skill(request: Request, server: ServerOf, skill_id: Annotated[str, Path(max_length=100)]) -> Response:
    """Show a skill: its note, its drills, the exam tasks that show it, and the history of its evidence."""

    def make() -> Response:
        # Before the page is made: what comes in between is told twice rather than never.
        events = practice_events(server)
        return answer(request, "skill.html.j2", skill_view(server, skill_id), events=events)

    return kept(request, server, make, of=partial(learner_state, server))
