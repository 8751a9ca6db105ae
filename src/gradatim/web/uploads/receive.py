"""Takes the pieces of an upload from the network and puts them on the disk."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack
from http import HTTPStatus

from fastapi.concurrency import run_in_threadpool

from gradatim.web.problems import PageError
from gradatim.web.uploads.store import HISTORY_BYTES_READ, Uploads

SILENT_SECONDS = 30.0
"""A sender that is silent for so long is gone; its lock must not keep the next one out."""
_WRITE_BYTES = 1 << 20


async def receive(uploads: Uploads, upload_id: str, offset: int, pieces: AsyncIterator[bytes]) -> None:
    """Append what a sender sends, until it has sent all or is gone. What has come is kept either way.

    Raises:
        PageError: 404, 409, 413 or 507 as `Uploads.writing` and `Writer.write` say; 408, the sender was silent.
        ClientDisconnect: The connection dropped.
    """
    with ExitStack() as stack:
        writer = stack.enter_context(uploads.writing(upload_id, offset))
        waiting = bytearray()
        try:
            while (piece := await _next(pieces)) is not None:
                waiting += piece
                if len(waiting) >= _WRITE_BYTES:
                    full, waiting = bytes(waiting), bytearray()
                    await run_in_threadpool(writer.write, full)
        finally:
            if waiting:
                await asyncio.shield(run_in_threadpool(writer.write, bytes(waiting)))


async def receive_history(uploads: Uploads, upload_id: str, pieces: AsyncIterator[bytes]) -> None:
    """Put `history.csv` beside the model of an upload; of one that is too large, enough to see that it is.

    Raises:
        PageError: 404 or 507 as `Uploads.add_history` says; 408, the sender was silent.
        ClientDisconnect: The connection dropped.
    """
    content = bytearray()
    while (piece := await _next(pieces)) is not None:
        content += piece[: HISTORY_BYTES_READ - len(content)]
    await run_in_threadpool(uploads.add_history, upload_id, bytes(content))


async def _next(pieces: AsyncIterator[bytes]) -> bytes | None:
    try:
        return await asyncio.wait_for(anext(pieces, None), SILENT_SECONDS)
    except TimeoutError:
        raise PageError(
            HTTPStatus.REQUEST_TIMEOUT,
            f"Expected the next bytes within {SILENT_SECONDS:.0f} seconds",
            received="nothing",
            next_step="ask for the upload's offset, and go on from there",
        ) from None
