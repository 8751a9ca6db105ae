"""Hands a whole upload in, as `gradatim submit` does: pre-flight, a durable submission, a worker."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus
from typing import Literal

from pydantic import Field
from sqlalchemy import select

from gradatim.errors import UserError
from gradatim.exams.form import FormItem
from gradatim.exams.sitting import Sitting, load, require_running, touch
from gradatim.grading.refuse import preflight
from gradatim.grading.result import Notice
from gradatim.store.database import reading
from gradatim.store.schema import SubmissionRow
from gradatim.web.bank import find_task
from gradatim.web.problems import PageError, found
from gradatim.web.server import Server
from gradatim.web.uploads.upload import Announced, Upload, announce, check_sha256
from gradatim.web.views.notice import printable_notice
from gradatim.web.views.view import View
from gradatim.workspace.hand_in import hand_in


class Receipt(View):
    """The answer to a model that was handed in: from here on nothing can lose it, or why it was refused."""

    outcome: Literal["accepted", "refused"] = Field(description="`refused` costs nothing; the notices say why.")
    sitting: str = Field(description="Id of the sitting.")
    category: int
    file_name: str
    bytes: int
    sha256: str = Field(description="SHA-256 of what was received, hexadecimal: the receipt.")
    submission: int | None = Field(description="Id of the submission; null when it was refused.")
    already: bool = Field(description="Whether the same file had been handed in before; then this is that submission.")
    notices: list[Notice] = Field(description="Why it was refused.")


def most_bytes(server: Server, sitting_id: str, category: int) -> int:
    """Return how large a file for a category may be.

    Raises:
        PageError: 404, no such sitting or category.
        UserError: The bank has lost the task.
    """
    with found():
        item = load(server.installation.engine, sitting_id).form.item(category)
    return find_task(item.task_id).limits.file_bytes


def too_large(size: int, most: int) -> PageError:
    """Return what to say of a file of this size: 413."""
    return PageError(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        f"Expected a file of at most {most / 1e6:,.1f} MB",
        received=f"{size / 1e6:,.1f} MB; nothing was recorded",
        next_step="leave the optimizer out, which halves most files or better: "
        'keras.models.load_model("model.keras", compile=False).save("small.keras"); or make the model smaller',
    )


def announce_model(
    server: Server, sitting_id: str, category: int, *, file_name: str, size: int, sha256: str | None
) -> Announced:
    """Return what an upload is to be, once the exam takes it.

    Raises:
        PageError: 404, no such sitting or category; 413, the file is too large.
        UserError: The sitting has finished.
    """
    most = most_bytes(server, sitting_id, category)
    sitting = require_running(server.installation.engine, sitting_id)
    if size > most:
        raise too_large(size, most)
    return announce(
        sitting_id=sitting_id,
        category=category,
        file_name=file_name,
        size=size,
        sha256=sha256,
        begun_seconds=sitting.elapsed_seconds,
    )


def finish_upload(server: Server, upload_id: str, sha256: str | None = None) -> Receipt:
    """Hand a complete upload in. Asking twice is the same as asking once.

    An upload whose SHA-256 was announced counts from its beginning, so the bell may ring while it is under way: the
    file could not be changed any more. One without counts from now.

    Args:
        server: The server.
        upload_id: The upload.
        sha256: Of the whole file, hexadecimal, when the sender knows it. Defaults to None.

    Raises:
        PageError: 404, there is no such upload; 409, it is not complete; 422, it is another file.
        QueueFull: Too many models wait; the upload is kept, and finishing it works later.
        UserError: The sitting has finished, or the file cannot be stored.
    """
    known = server.uploads.receipt(upload_id)
    if known is not None:
        return Receipt.model_validate_json(known)
    with server.uploads.finishing(upload_id) as upload:
        try:
            digest = check_sha256(upload, sha256)
        except PageError:
            server.uploads.discard(upload_id)
            raise
        receipt = _hand_in(server, upload, digest)
        server.uploads.close(upload_id, receipt.model_dump_json())
    return receipt


def find_again(server: Server, announced: Announced) -> Receipt | None:
    """Return the receipt of a file that was handed in before for the same category: it need not be sent again.

    One that failed, or that we could not grade, is tried anew, as when it is handed in again.
    """
    if announced.sha256 is None:
        return None
    same = select(SubmissionRow.id).where(
        SubmissionRow.sitting_id == announced.sitting_id,
        SubmissionRow.category == announced.category,
        SubmissionRow.model_sha256 == announced.sha256,
    )
    with reading(server.installation.engine) as session:
        if session.scalars(same).first() is None:
            return None
    try:
        path = server.installation.blobs.get(announced.sha256)
    except UserError:
        return None  # the store has lost it; then it is sent once more, which heals the store
    sitting = require_running(server.installation.engine, announced.sitting_id)
    accepted = hand_in(server.installation, sitting, sitting.form.item(announced.category), path)
    server.keeper.call()
    return Receipt(
        outcome="accepted",
        sitting=announced.sitting_id,
        category=announced.category,
        file_name=announced.file_name,
        bytes=announced.bytes,
        sha256=accepted.model_sha256,
        submission=accepted.submission_id,
        already=True,
        notices=[],
    )


def _hand_in(server: Server, upload: Upload, sha256: str) -> Receipt:
    announced = upload.announced
    sitting = _counting(server, announced)
    item = sitting.form.item(announced.category)
    notices = preflight(find_task(item.task_id), upload.path)
    if notices:
        return _receipt(item, announced, sitting, sha256, notices=[printable_notice(notice) for notice in notices])
    accepted = hand_in(server.installation, sitting, item, upload.path)
    server.keeper.call()
    return _receipt(item, announced, sitting, sha256, submission=accepted.submission_id, already=accepted.already)


def _counting(server: Server, announced: Announced) -> Sitting:
    """Return the sitting at the second of exam time from which the submission counts."""
    if announced.sha256 is None:
        return require_running(server.installation.engine, announced.sitting_id)
    return replace(touch(server.installation.engine, announced.sitting_id), elapsed_seconds=announced.begun_seconds)


def _receipt(
    item: FormItem,
    announced: Announced,
    sitting: Sitting,
    sha256: str,
    *,
    submission: int | None = None,
    already: bool = False,
    notices: list[Notice] | None = None,
) -> Receipt:
    return Receipt(
        outcome="refused" if notices else "accepted",
        sitting=sitting.id,
        category=item.category,
        file_name=announced.file_name,
        bytes=announced.bytes,
        sha256=sha256,
        submission=submission,
        already=already,
        notices=notices or [],
    )
