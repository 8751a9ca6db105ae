"""The text of a task of an exam, to read beside the editor."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import FileResponse, Response

from gradatim.web.problems import PageError
from gradatim.web.render import answer
from gradatim.web.server import ServerOf
from gradatim.web.views.exam_task import ExamTaskView, exam_task_view, picture_of_task

router = APIRouter(tags=["exams"])
SittingId = Annotated[str, Path(max_length=64)]
Category = Annotated[int, Path(ge=0, le=99)]


@router.get("/exams/{sitting_id}/categories/{category}", response_model=ExamTaskView)
def exam_task(request: Request, server: ServerOf, sitting_id: SittingId, category: Category) -> Response:
    """Show what a category of this exam asks for: the README of its folder."""
    return answer(request, "exam_task.html.j2", exam_task_view(server, sitting_id, category))


@router.get("/exams/{sitting_id}/categories/{category}/data.png", response_class=FileResponse)
def picture(server: ServerOf, sitting_id: SittingId, category: Category) -> FileResponse:
    """Return the picture of the data, which lies beside the README."""
    path = picture_of_task(server, sitting_id, category)
    if path is None:
        raise PageError(
            HTTPStatus.NOT_FOUND,
            "Expected a task with a picture of its data",
            received=f"category {category}, which has none",
            next_step=f"open /exams/{sitting_id}/categories/{category}",
        )
    return FileResponse(path, media_type="image/png")
