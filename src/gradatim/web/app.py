"""The application: routers, the guard, and the pages of errors. TensorFlow is not imported here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from gradatim import __version__
from gradatim.errors import UserError
from gradatim.web.body_limit import BodyLimit
from gradatim.web.pages import ROUTERS
from gradatim.web.problems import PageError, problems
from gradatim.web.render import problem_response
from gradatim.web.security import Guard, require_csrf_token
from gradatim.web.server import Server
from gradatim.web.words import STATIC

_PROBLEMS = problems(
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


def create_app(server: Server) -> FastAPI:
    """Return the dashboard as an ASGI application.

    Args:
        server: What its pages work with; closed when the application ends.
    """

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        server.keeper.start()
        yield
        server.close()

    app = FastAPI(
        title="Gradatim",
        version=__version__,
        description="The dashboard of one learner. Every page answers as JSON to Accept: application/json.",
        lifespan=life,
        docs_url=None,  # both pages of documentation load their scripts from elsewhere
        redoc_url=None,
        dependencies=[Depends(require_csrf_token)],
        responses=_PROBLEMS,
    )
    app.state.server = server
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(UserError, _user_error)
    app.add_exception_handler(RequestValidationError, _not_valid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_middleware(BodyLimit, server=server)
    app.add_middleware(Guard, access=server.access)  # the outermost: who may not ask at all is not counted

    return app


async def _user_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, UserError):
        raise error
    return problem_response(request, error)


async def _not_valid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:]) or "the request"
    problem = PageError(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        f"Expected a request that fits the form: {where}",
        received=f"{first['msg']}: {first.get('input')!r}"[:300],
        next_step="correct it; /openapi.json describes every address",
    )
    return problem_response(request, problem)


async def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    path = request.url.path[:200]
    if error.status_code == HTTPStatus.NOT_FOUND:
        problem = PageError(
            HTTPStatus.NOT_FOUND, "Expected an address of the dashboard", received=path, next_step="open the map at /"
        )
    elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        allowed = (error.headers or {}).get("Allow", "GET")
        problem = PageError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            f"Expected the method {allowed} for {path}",
            received=request.method,
            next_step="open the page, and use the form on it",
        )
    else:
        problem = PageError(
            HTTPStatus(error.status_code),
            "Expected a request that can be read",
            received=str(error.detail)[:300],
            next_step="correct it; /openapi.json describes every address",
        )
    response = problem_response(request, problem)
    response.headers.update(error.headers or {})
    return response
