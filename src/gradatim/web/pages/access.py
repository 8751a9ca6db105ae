"""Signing in by the one-time link, signing out, and the choice of light or dark."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Header, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from gradatim.web.access import SESSION_SECONDS
from gradatim.web.problems import PageError
from gradatim.web.render import THEME_COOKIE, see
from gradatim.web.security import cookie_name
from gradatim.web.server import ServerOf

router = APIRouter(tags=["access"])
_YEAR_SECONDS = 365 * 86_400


class Link(BaseModel):
    """The secret of a new one-time link."""

    key: str


@router.get("/enter", status_code=HTTPStatus.SEE_OTHER, response_class=Response)
def enter(request: Request, server: ServerOf, key: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Exchange the one-time link for a session, and go to the map."""
    cookie = server.access.redeem(key)
    if cookie is None:
        if request.state.session is not None:  # the link was opened a second time, in the same browser
            return see("/")
        raise PageError(
            HTTPStatus.UNAUTHORIZED,
            "Expected a link that was not used before and is younger than ten minutes",
            received="another one",
            next_step="gradatim start (in a terminal; it prints a new link)",
        )
    response = see("/")
    response.set_cookie(
        cookie_name(request.url.port), cookie, max_age=int(SESSION_SECONDS), httponly=True, samesite="strict", path="/"
    )
    return response


@router.post("/link", include_in_schema=False)
def link(server: ServerOf, authorization: Annotated[str, Header(max_length=200)] = "") -> Link:
    """Give a new link to someone who can read the key in the home folder: a second `gradatim start`."""
    if not server.access.is_control_token(authorization.removeprefix("Bearer ")):
        raise PageError(
            HTTPStatus.FORBIDDEN,
            "Expected the key of this installation",
            received="another one",
            next_step="gradatim start",
        )
    return Link(key=server.access.new_link())


@router.post("/theme", status_code=HTTPStatus.SEE_OTHER, response_class=Response)
def theme(
    theme: Annotated[Literal["auto", "light", "dark"], Form()],
    back: Annotated[str, Form(max_length=500)] = "/",
) -> Response:
    """Remember the choice of light or dark in a cookie, and go back to the page."""
    response = see(_own_path(back))
    response.set_cookie(THEME_COOKIE, theme, max_age=_YEAR_SECONDS, samesite="strict", path="/")
    return response


def _own_path(address: str) -> str:
    """Return an address if it is a path of this server, the map otherwise: a redirect never leads elsewhere."""
    parts = urlsplit(address)
    inside = not parts.scheme and not parts.netloc and address.startswith("/") and "\\" not in address
    return address if inside and address.isprintable() and not address.startswith("//") else "/"
