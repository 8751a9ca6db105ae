"""The map of skills: the first page."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response

from gradatim.web.kept import kept
from gradatim.web.pictures.readiness import readiness_picture
from gradatim.web.render import answer
from gradatim.web.server import ServerOf
from gradatim.web.states import learner_state
from gradatim.web.views.learner import practice_events
from gradatim.web.views.skill_map import MapView, map_view

router = APIRouter(tags=["practice"])


@router.get("/", response_model=MapView)
def skill_map(request: Request, server: ServerOf) -> Response:
    """Show every skill with its state and evidence, the next best step, and the readiness for each category."""

    def make() -> Response:
        # Before the page is made: what comes in between is told twice rather than never.
        events = practice_events(server)
        view = map_view(server)
        return answer(request, "map.html.j2", view, picture=readiness_picture(view.readiness), events=events)

    return kept(request, server, make, of=partial(learner_state, server))
