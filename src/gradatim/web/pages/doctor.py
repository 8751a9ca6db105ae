"""The page of the machine: environment, sandbox, storage."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import Response

from gradatim.web.render import answer, see
from gradatim.web.server import ServerOf
from gradatim.web.views.doctor import DoctorView, doctor_view

router = APIRouter(tags=["machine"])


@router.get("/doctor", response_model=DoctorView)
def doctor(request: Request, server: ServerOf) -> Response:
    """Show what `gradatim doctor` finds, how models are confined, and what is stored."""
    return answer(request, "doctor.html.j2", doctor_view(server))


@router.post("/doctor", status_code=HTTPStatus.SEE_OTHER, response_class=Response)
def examine_again(server: ServerOf) -> Response:
    """Begin a new examination, unless one is under way."""
    server.examination.again()
    return see("/doctor")
