"""The exam lobby: what can be sat, past sittings, beginning."""

from __future__ import annotations

import threading
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from gradatim.errors import UserError
from gradatim.exams.blueprint import find_blueprint
from gradatim.exams.form import SEEDS
from gradatim.exams.sitting import load
from gradatim.web.problems import found
from gradatim.web.render import answer, see
from gradatim.web.server import Server, ServerOf
from gradatim.web.views.lobby import LobbyView, lobby_view

router = APIRouter(tags=["exams"])
_beginning = threading.Lock()


@router.get("/exams", response_model=LobbyView)
def lobby(request: Request, server: ServerOf, page: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Show the exams with their rules, how long their answers train here, and the sittings so far."""
    return answer(request, "lobby.html.j2", lobby_view(server, page))


@router.post("/exams", status_code=HTTPStatus.SEE_OTHER, response_class=Response)
def begin(
    server: ServerOf,
    blueprint: Annotated[str, Form(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)],
    sitting: Annotated[str, Form(pattern=r"^[0-9a-f]{16}$", description="A new id, from the lobby's `new_sitting`.")],
    seed: Annotated[str, Form(pattern=r"^[0-9]{0,6}$", description="Draw these tasks again; empty: at random.")] = "",
) -> Response:
    """Draw a form, write the exam folder, start the clock. The same id again is the same sitting."""
    # It brings all that editors and practice tests need, which no page shows.
    from gradatim.workspace.opening import begin_sitting, default_exam_folder

    with found():
        chosen = find_blueprint(blueprint)
    # A second click waits for the first, and then finds its sitting.
    with _beginning:
        if not _is_begun(server, sitting):
            begin_sitting(
                server.installation,
                chosen,
                default_exam_folder(server.place.parent),
                int(seed) % SEEDS if seed else None,
                sitting_id=sitting,
            )
    return see(f"/exams/{sitting}")


def _is_begun(server: Server, sitting_id: str) -> bool:
    try:
        load(server.installation.engine, sitting_id)
    except UserError:
        return False
    return True
