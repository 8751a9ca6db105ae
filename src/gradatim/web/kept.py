"""Pages that are kept as they were made until what they show has changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

from fastapi import Request
from fastapi.responses import Response

from gradatim.web.render import theme_of, wants_json
from gradatim.web.server import Server

_GOOD_FOR_SECONDS = 60


def kept(
    request: Request,
    server: Server,
    make: Callable[[], Response],
    *,
    of: Callable[[], Hashable],
    now: Hashable = None,
) -> Response:
    """Return a page that depends on nothing but the databases, the bank, the day, and who asks.

    Args:
        request: What was asked: address, session, theme, HTML or JSON.
        server: The server; its memory keeps the page.
        make: Makes the page. What it raises is passed on, and not kept.
        of: Returns the part of the databases' state that the page shows; see `Memory.get`.
        now: What else it shows that may change without anybody writing. Defaults to nothing.
    """
    session = request.state.session
    key = (
        "page",
        request.url.path,
        request.url.query,
        wants_json(request),
        theme_of(request),
        session.id if session else "",  # the token of its forms is in the page
    )
    minute = int(time.time() / _GOOD_FOR_SECONDS)
    made = server.memory.get(key, make, now=(minute, now), of=of)
    return Response(made.body, made.status_code, media_type=made.media_type)
