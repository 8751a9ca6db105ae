"""Answers: a view as an HTML page or as JSON, whichever the request prefers."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pydantic import BaseModel

from gradatim.errors import UserError
from gradatim.web.markdown import code, to_html
from gradatim.web.navigation import NAVIGATION
from gradatim.web.problems import problem_of
from gradatim.web.words import FILTERS, static_address

if TYPE_CHECKING:
    from gradatim.web.access import Session

THEME_COOKIE = "gradatim_theme"
THEMES = ("auto", "light", "dark")
JSON = "application/json"


def answer(
    request: Request, template: str, view: BaseModel, *, status: int = HTTPStatus.OK, **extra: object
) -> Response:
    """Return a page, or its JSON twin.

    Args:
        request: What was asked; its `Accept` decides, and `?format=json`.
        template: Name of the template; it sees the view as `view`.
        view: What the page shows. The JSON is exactly this.
        status: HTTP status. Defaults to 200.
        extra: Further values for the template that are made of the view, such as pictures.
    """
    if wants_json(request):
        return Response(view.model_dump_json(), status, media_type=JSON)
    return HTMLResponse(_environment().get_template(template).render(_context(request), view=view, **extra), status)


def part(template: str, **values: object) -> Markup:
    """Return a part of a page that depends on nothing of the request, so that it can be kept.

    Args:
        template: Name of the template.
        values: What it sees.
    """
    return Markup(_environment().get_template(template).render(values))  # noqa: S704 - templates escape what they show


def part_for(request: Request, template: str, **values: object) -> Markup:
    """Return a part of a page with forms: their token is that of the session, so it is kept for this session alone.

    Args:
        request: What was asked.
        template: Name of the template.
        values: What it sees beside the request's context.
    """
    return part(template, **_context(request), **values)


def see(path: str) -> RedirectResponse:
    """Return the answer to a form: look at this page. Reloading that page repeats nothing."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def problem_response(request: Request, error: UserError) -> Response:
    """Return an error as a page or as JSON, with its status."""
    view = problem_of(error)
    if wants_json(request):
        response: Response = JSONResponse(view.model_dump(mode="json"), view.status)
    else:
        response = answer(request, "problem.html.j2", view, status=view.status)
    if view.status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = "5"
    return response


def wants_json(request: Request) -> bool:
    """Whether the request prefers JSON to HTML. Who accepts anything gets HTML."""
    if "format" in request.query_params:
        return request.query_params["format"] == "json"
    weights = dict(map(_weight, request.headers.get("accept", "").split(",")))
    return weights.get(JSON, 0.0) > weights.get("text/html", 0.0)


def theme_of(request: Request) -> str:
    """Return the theme that the learner chose: `auto`, `light` or `dark`."""
    theme = request.cookies.get(THEME_COOKIE, "auto")
    return theme if theme in THEMES else "auto"


def _weight(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in part.split(";"))
    quality = next((text[2:] for text in parameters if text.startswith("q=")), "1")
    try:
        return name, float(quality)
    except ValueError:
        return name, 0.0


def _context(request: Request) -> dict[str, object]:
    session: Session | None = getattr(request.state, "session", None)
    server = getattr(request.app.state, "server", None) if "app" in request.scope else None
    return {
        "path": request.url.path,
        "theme": theme_of(request),
        "csrf_token": server.access.csrf_token(session) if server and session else "",
        "signed_in": session is not None,
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters |= FILTERS | {"markdown": to_html, "code": code}
    environment.globals |= {"static": static_address, "themes": THEMES, "navigation": NAVIGATION}
    return environment
