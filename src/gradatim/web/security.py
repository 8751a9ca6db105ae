"""The guard around every request: whose address, from which page, by whose session; and the headers of every answer.

The server listens on 127.0.0.1 only. What remains is other pages in the same browser, and other users of the machine:

- A page elsewhere whose name is made to point here (DNS rebinding) sends that name as Host: refused.
- A page elsewhere that sends a form here is told by Origin and Sec-Fetch-Site, has no session cookie (SameSite=Strict)
  and no CSRF token: refused three times.
- Another user has no one-time link, and the key in the home folder is readable for its owner alone: refused.
"""

from __future__ import annotations

import sys
import traceback
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gradatim.web.access import Access, Session
from gradatim.web.problems import PageError
from gradatim.web.render import problem_response

HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_HEADER = "X-CSRF-Token"
CSRF_FIELD = "csrf_token"
_OPEN_PATHS = ("/static/", "/enter", "/link")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With no-referrer a browser would send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def cookie_name(port: int | None) -> str:
    """Return the name of the session cookie: browsers keep the cookies of all ports of a machine together."""
    return f"gradatim_session_{port or 80}"


class Guard:
    """ASGI middleware: refuses what does not come from the learner's own browser, and adds the headers.

    Args:
        app: The application.
        access: Knows the sessions.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            # There are no WebSockets here; the life span of the server passes.
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        answered = False

        async def send_guarded(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                _add_headers(message, request)
            await send(message)

        try:
            self._check(request)
        except PageError as problem:
            await problem_response(request, problem)(scope, receive, send_guarded)
            return
        try:
            await self._app(scope, receive, send_guarded)
        except Exception as error:
            # The last place where a mistake of ours can still become a page.
            traceback.print_exception(error, file=sys.stderr)
            if answered:
                raise
            await problem_response(request, _our_mistake())(scope, receive, send_guarded)

    def _check(self, request: Request) -> None:
        _check_host(request.headers)
        request.state.session = self._session(request)
        if request.method not in SAFE_METHODS:
            _check_origin(request)
        if request.state.session is None and not request.url.path.startswith(_OPEN_PATHS):
            raise PageError(
                HTTPStatus.UNAUTHORIZED,
                "Expected a browser that has opened the dashboard's link",
                received="no session, or one that has ended",
                next_step="gradatim start (in a terminal; it opens the dashboard, or prints a new link)",
            )

    def _session(self, request: Request) -> Session | None:
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(request.headers.get("cookie", ""))
        except CookieError:
            return None
        cookie = cookies.get(cookie_name(request.url.port))
        return self._access.session(cookie.value) if cookie else None


async def require_csrf_token(request: Request) -> None:
    """Refuse a request that changes something and does not carry its session's token; a dependency of every route.

    Raises:
        PageError: 403.
    """
    if request.method in SAFE_METHODS or request.url.path.startswith(_OPEN_PATHS):
        return
    token = request.headers.get(CSRF_HEADER, "")
    if not token and request.headers.get("content-type", "").startswith(_FORMS):
        value = (await request.form()).get(CSRF_FIELD, "")
        token = value if isinstance(value, str) else ""
    session: Session | None = request.state.session
    access: Access = request.app.state.server.access
    if session is None or not access.is_csrf_token(session, token):
        raise PageError(
            HTTPStatus.FORBIDDEN,
            "Expected a form of this dashboard, with its token",
            received="a wrong token" if token else "no token",
            next_step="load the page again, then repeat what you did",
        )


def _check_host(headers: Headers) -> None:
    host = headers.get("host", "")
    before, _, last = host.rpartition(":")
    name = before if last.isdigit() else host
    if name.lower() not in HOSTS:
        raise PageError(
            HTTPStatus.MISDIRECTED_REQUEST,
            "Expected the dashboard's own address: 127.0.0.1 or localhost",
            received=f"the name {host[:200]!r}",
            next_step="open the link that gradatim start prints",
        )


def _check_origin(request: Request) -> None:
    """Refuse what another page sends. A program outside a browser sends neither header, and has to have the session."""
    origin = request.headers.get("origin")
    own = f"{request.url.scheme}://{request.headers.get('host', '')}"
    site = request.headers.get("sec-fetch-site", "same-origin")
    if (origin is not None and origin.lower() != own.lower()) or site not in ("same-origin", "none"):
        raise PageError(
            HTTPStatus.FORBIDDEN,
            f"Expected a request from {own}",
            received=f"one from {origin!r:.200}, {site}",
            next_step="do it on the dashboard's own page",
        )


def _add_headers(message: Message, request: Request) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in HEADERS.items():
        headers[name] = value
    del headers["server"]
    if not request.url.path.startswith("/static/"):
        headers.setdefault("Cache-Control", "no-store")
        headers.add_vary_header("Accept")


def _our_mistake() -> PageError:
    return PageError(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "Expected an answer to this request",
        received="a mistake of Gradatim, not yours; nothing that was accepted is lost",
        next_step="load the page again; if it stays, report it with the lines in the terminal of gradatim start",
    )
