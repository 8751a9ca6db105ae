"""The list of exam tasks and of the data behind them."""

from __future__ import annotations

from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response

from gradatim.web.kept import kept
from gradatim.web.render import answer
from gradatim.web.server import ServerOf
from gradatim.web.states import learner_state
from gradatim.web.views.tasks import TasksView, tasks_view

router = APIRouter(tags=["bank"])


@router.get("/tasks", response_model=TasksView)
def tasks(request: Request, server: ServerOf) -> Response:
    """Show all exam tasks with their metrics, and the sources and licences of all data."""
    return kept(
        request,
        server,
        lambda: answer(request, "tasks.html.j2", tasks_view(server)),
        of=partial(learner_state, server),
    )
