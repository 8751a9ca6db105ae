"""The stream of events of a page: one message whenever the page would look different by now."""

from __future__ import annotations

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent

from gradatim.web.live.topics import TOPIC_PATTERN, topic_revision
from gradatim.web.problems import PageError
from gradatim.web.server import ServerOf

router = APIRouter(tags=["live"])

RETRY_MILLISECONDS = 1000
"""After so long a browser that lost the stream asks for it again."""


async def _require_topic(
    server: ServerOf, topic: Annotated[str, Query(pattern=TOPIC_PATTERN, description="What to follow.")]
) -> str:
    """Refuse before the stream begins: later an error could not be answered any more."""
    if not server.hub.known(topic) and await run_in_threadpool(topic_revision, server, topic) is None:
        raise PageError(
            HTTPStatus.NOT_FOUND,
            "Expected something that can be followed",
            received=topic,
            next_step="open the page that shows it; its JSON names its stream",
        )
    if server.hub.full:
        raise PageError(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Expected fewer open pages",
            received=f"{server.hub.listeners} that follow already",
            next_step="close some, or load this page again to see what is new",
        )
    return topic


@router.get("/events", response_class=EventSourceResponse)
async def events(
    server: ServerOf,
    topic: Annotated[str, Depends(_require_topic)],
    seen: Annotated[str, Query(max_length=64, description="Revision that the page shows.")] = "",
    last_event_id: Annotated[str, Header(max_length=64, description="Revision that came last.")] = "",
) -> AsyncIterator[ServerSentEvent]:
    """Follow a topic: a message `change` for each new revision, its id the revision.

    Who comes back with `Last-Event-ID` is told at once if there is a newer one, by this server or the next.
    """
    yield ServerSentEvent(retry=RETRY_MILLISECONDS, comment="following")
    async with server.hub.listening(topic) as follow:
        async for revision in follow(last_event_id or seen):
            yield ServerSentEvent(event="change", id=revision, data={"topic": topic, "revision": revision})
