"""No request may send more than its address takes: what is too large is refused before it is kept anywhere.

Without it a form would be written to the disk as a whole before anybody looks at its size.
"""

from __future__ import annotations

import re
import time
from http import HTTPStatus

from fastapi.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gradatim.errors import UserError
from gradatim.web.handing_in import most_bytes, too_large
from gradatim.web.problems import PageError
from gradatim.web.render import problem_response
from gradatim.web.server import Server
from gradatim.web.uploads.store import HISTORY_BYTES_READ

PLAIN_BYTES = 1_000_000
"""For all that is no file."""
AROUND_FILES_BYTES = 100_000
"""Names, boundaries and the token of a form, beside its files."""
READ_AWAY_BYTES = 2**30
READ_AWAY_SECONDS = 20.0
"""So much of what is refused is read and dropped: a browser that is still sending shows no answer, but a broken
connection."""
_HAND_IN = re.compile(r"/exams/([^/]{1,64})/categories/(\d{1,2})")
_PIECES = re.compile(r"/uploads/[^/]+(/history)?")


class BodyLimit:
    """ASGI middleware that answers 413 by the declared length, or once more has come than may.

    Pieces of resumable uploads are left alone: they count themselves (`uploads/receive.py`).

    Args:
        app: The application.
        server: Knows what each category of an exam takes.
    """

    def __init__(self, app: ASGIApp, server: Server) -> None:
        self._app = app
        self._server = server

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or (_PIECES.fullmatch(scope["path"]) and scope["method"] in ("PATCH", "PUT")):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        limit = await run_in_threadpool(self._limit, request)
        counted = _Counted(receive, limit.bytes)
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > limit.bytes:
            await self._refuse(request, limit.problem(int(declared)), counted, send)
            return

        async def send_unless_refused(message: Message) -> None:
            # What the application says of half a form is of no use to anybody.
            if not counted.exceeded:
                await send(message)

        try:
            await self._app(scope, counted, send_unless_refused)
        except Exception:
            if not counted.exceeded:
                raise
        if counted.exceeded:
            await self._refuse(request, limit.problem(counted.bytes), counted, send)

    def _limit(self, request: Request) -> _Limit:
        hand_in = _HAND_IN.fullmatch(request.url.path) if request.method == "POST" else None
        if hand_in is not None:
            try:
                most = most_bytes(self._server, hand_in[1], int(hand_in[2]))
            except UserError:
                pass  # the page says what is wrong with the address
            else:
                return _Limit(most + HISTORY_BYTES_READ + AROUND_FILES_BYTES, most)
        return _Limit(PLAIN_BYTES)

    async def _refuse(self, request: Request, problem: PageError, body: _Counted, send: Send) -> None:
        # Who asks first whether to send at all has sent nothing yet.
        if request.headers.get("expect", "").lower() != "100-continue":
            await body.read_away()
        response = problem_response(request, problem)
        response.headers["Connection"] = "close"
        await response(request.scope, body, send)


class _Limit:
    """How much may come, and for a file how large it may be."""

    def __init__(self, most: int, file: int | None = None) -> None:
        self.bytes = most
        self._file = file

    def problem(self, size: int) -> PageError:
        """Return what to say of a request of this size."""
        if self._file is not None:
            return too_large(size, self._file)
        return PageError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            f"Expected a request of at most {self.bytes / 1e6:,.1f} MB",
            received=f"{size / 1e6:,.1f} MB or more",
            next_step="send files to /uploads, or with the form of an exam's category",
        )


class _Counted:
    """Receives a body until more has come than may."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._most = most
        self._ended = False
        self.bytes = 0
        self.exceeded = False

    async def __call__(self) -> Message:
        message = await self._next()
        if self.bytes > self._most:
            self.exceeded = True
            return {"type": "http.disconnect"}
        return message

    async def read_away(self) -> None:
        """Read the rest and drop it, within bounds."""
        until = time.monotonic() + READ_AWAY_SECONDS
        while not self._ended and self.bytes < READ_AWAY_BYTES and time.monotonic() < until:
            await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self.bytes += len(message.get("body", b""))
        self._ended = not message.get("more_body", False)
        return message
