"""Resumable uploads: announce a file, send it in pieces, ask how far it has come, finish it with its SHA-256.

The offset travels in the header `Upload-Offset`, as in the IETF's draft "Resumable Uploads for HTTP".
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Header, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import Field
from starlette.requests import ClientDisconnect

from gradatim.web.handing_in import Receipt, announce_model, find_again, finish_upload
from gradatim.web.problems import problems
from gradatim.web.server import ServerOf
from gradatim.web.uploads.receive import receive, receive_history
from gradatim.web.uploads.upload import Upload
from gradatim.web.views.view import View

router = APIRouter(tags=["uploads"])

PIECE_BYTES = 4 * 2**20
"""Size of a piece that suits this server; any other is taken as well."""
UploadId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-fA-F]{64}$")]


class NewUpload(View):
    """A file that is about to be sent."""

    sitting: str = Field(max_length=64, description="Id of the running sitting.")
    category: int = Field(ge=0, le=99, description="Category of its exam.")
    file_name: str = Field(max_length=1000, description="Only its last part is kept, made safe.")
    bytes: int = Field(ge=0, le=2**40, description="Size of the file.")
    sha256: Sha256 | None = Field(
        default=None,
        description="Of the whole file. With it the file counts from now, and an upload that was interrupted is found.",
    )


class UploadView(View):
    """How far an upload has come."""

    id: str = Field(description="Empty when the file need not be sent: then there is a receipt.")
    file_name: str
    bytes: int
    offset: int = Field(description="How many bytes have come; the next piece begins here.")
    piece_bytes: int = Field(description="A size of pieces that suits this server.")
    receipt: Receipt | None = Field(description="The answer, once the file was handed in.")


class Finish(View):
    """The end of an upload."""

    sha256: Sha256 | None = Field(default=None, description="Of the whole file, if it was not announced.")


@router.post(
    "/uploads",
    status_code=HTTPStatus.CREATED,
    response_model=UploadView,
    responses=problems(HTTPStatus.INSUFFICIENT_STORAGE),
)
def begin(server: ServerOf, new: NewUpload) -> UploadView:
    """Announce a file: one that was interrupted goes on where it stopped, one that was handed in is not sent again."""
    announced = announce_model(
        server, new.sitting, new.category, file_name=new.file_name, size=new.bytes, sha256=new.sha256
    )
    receipt = find_again(server, announced)
    if receipt is not None:
        return UploadView(
            id="",
            file_name=announced.file_name,
            bytes=announced.bytes,
            offset=announced.bytes,
            piece_bytes=PIECE_BYTES,
            receipt=receipt,
        )
    return _view(server.uploads.begin(announced))


@router.get("/uploads/{upload_id}", response_model=UploadView)
def state(server: ServerOf, upload_id: UploadId) -> UploadView:
    """Tell how far an upload has come."""
    known = server.uploads.receipt(upload_id)
    if known is None:
        return _view(server.uploads.find(upload_id))
    receipt = Receipt.model_validate_json(known)
    return UploadView(
        id=upload_id,
        file_name=receipt.file_name,
        bytes=receipt.bytes,
        offset=receipt.bytes,
        piece_bytes=PIECE_BYTES,
        receipt=receipt,
    )


@router.patch(
    "/uploads/{upload_id}",
    response_model=UploadView,
    responses=problems(HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.INSUFFICIENT_STORAGE),
    openapi_extra={"requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string"}}}}},
)
async def send(
    request: Request,
    server: ServerOf,
    upload_id: UploadId,
    upload_offset: Annotated[int, Header(ge=0, le=2**40, description="Where this piece begins.")],
) -> Response | UploadView:
    """Append a piece. What came before a connection dropped is kept."""
    try:
        await receive(server.uploads, upload_id, upload_offset, request.stream())
    except ClientDisconnect:
        return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody is there to read it
    return _view(await run_in_threadpool(server.uploads.find, upload_id))


@router.put(
    "/uploads/{upload_id}/history",
    status_code=HTTPStatus.NO_CONTENT,
    responses=problems(HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.INSUFFICIENT_STORAGE),
    openapi_extra={"requestBody": {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
async def history(request: Request, server: ServerOf, upload_id: UploadId) -> Response:
    """Put `history.csv`, which Keras' CSVLogger wrote of the training, beside the model."""
    try:
        await receive_history(server.uploads, upload_id, request.stream())
    except ClientDisconnect:
        return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody is there to read it
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post("/uploads/{upload_id}/finish", response_model=Receipt)
def finish(server: ServerOf, upload_id: UploadId, end: Finish) -> Receipt:
    """Hand the file in; the receipt is its SHA-256. An answer that got lost can be had again."""
    return finish_upload(server, upload_id, end.sha256)


@router.delete("/uploads/{upload_id}", status_code=HTTPStatus.NO_CONTENT)
def cancel(server: ServerOf, upload_id: UploadId) -> None:
    """Forget an upload that is not finished."""
    server.uploads.discard(upload_id)


def _view(upload: Upload) -> UploadView:
    return UploadView(
        id=upload.id,
        file_name=upload.announced.file_name,
        bytes=upload.announced.bytes,
        offset=upload.offset,
        piece_bytes=PIECE_BYTES,
        receipt=None,
    )
