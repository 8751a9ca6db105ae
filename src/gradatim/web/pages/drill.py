"""The page of a drill: read it, begin it, read a hint."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drill
from gradatim.mastery.progress import Progress
from gradatim.web.problems import found
from gradatim.web.render import answer, see
from gradatim.web.server import Server, ServerOf
from gradatim.web.views.drill import DrillView, drill_view
from gradatim.web.views.learner import practice_events

router = APIRouter(tags=["practice"])
DrillId = Annotated[str, Path(max_length=100)]


@router.get("/drills/{drill_id}", response_model=DrillView)
def drill(request: Request, server: ServerOf, drill_id: DrillId) -> Response:
    """Show a drill: what to do, the last verdict, the hints that were read."""
    # Before the page is made: what comes in between is told twice rather than never.
    events = practice_events(server)
    return answer(request, "drill.html.j2", drill_view(server, drill_id), events=events)


@router.post("/drills/{drill_id}/begin", status_code=HTTPStatus.SEE_OTHER, response_class=Response)
def begin(server: ServerOf, drill_id: DrillId) -> Response:
    """Put the drill into the practice folder, as `gradatim learn` does, and make it the current one."""
    named = _drill(drill_id)
    server.make_practice().lay_out(named)
    _progress(server).current = named.id
    return see(f"/drills/{named.id}")


@router.post("/drills/{drill_id}/hint", status_code=HTTPStatus.SEE_OTHER, response_class=Response)
def hint(server: ServerOf, drill_id: DrillId) -> Response:
    """Take note that the next hint is read, and show it."""
    named = _drill(drill_id)
    server.make_practice()
    number = _progress(server).show_hint(named.id, len(named.hints))
    return see(f"/drills/{named.id}#hint-{number}")


def _drill(drill_id: str) -> Drill:
    with found():
        return load_drill(drill_id)


def _progress(server: Server) -> Progress:
    progress = server.progress
    if progress is None:
        raise FileNotFoundError(f"the practice folder {server.place} has gone since it was made")
    return progress
