"""The exam room: look, hand a model in with a plain form, finish."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, File, Form, Path, Query, Request, UploadFile
from fastapi.responses import Response
from markupsafe import Markup

from gradatim.errors import UserError
from gradatim.exams.report import write_report
from gradatim.exams.scorecard import score_card
from gradatim.exams.sitting import Sitting
from gradatim.exams.sitting import finish as finish_sitting
from gradatim.queue.submissions import retry_unscored
from gradatim.web.bank import find_task
from gradatim.web.handing_in import Receipt, announce_model, finish_upload
from gradatim.web.problems import PageError, found, problems
from gradatim.web.render import answer, part_for, see, wants_json
from gradatim.web.server import Server, ServerOf
from gradatim.web.uploads.store import HISTORY_BYTES_READ
from gradatim.web.views.room import RoomView, room_view

router = APIRouter(tags=["exams"])
SittingId = Annotated[str, Path(max_length=64)]
_COPY_BYTES = 1 << 20


@router.get("/exams/{sitting_id}", response_model=RoomView)
def room(
    request: Request,
    server: ServerOf,
    sitting_id: SittingId,
    received: Annotated[int, Query(ge=0, le=2**31, description="Submission whose receipt is shown.")] = 0,
) -> Response:
    """Show the clock, one card for each category, and the total; after the bell, how it ended."""
    return _answer(request, server, room_view(server, sitting_id), received=received)


@router.post(
    "/exams/{sitting_id}/categories/{category}",
    status_code=HTTPStatus.SEE_OTHER,
    response_class=Response,
    responses=problems(HTTPStatus.INSUFFICIENT_STORAGE)
    | {HTTPStatus.OK.value: {"model": Receipt, "description": "The receipt, as JSON."}},
)
def submit(
    request: Request,
    server: ServerOf,
    sitting_id: SittingId,
    category: Annotated[int, Path(ge=0, le=99)],
    model: Annotated[
        list[UploadFile],
        File(max_length=2, description="The saved model: .keras, .h5 or a zipped SavedModel; and its history.csv."),
    ],
) -> Response:
    """Hand a model in with a plain form. Programs and pages with scripts send it in pieces: see /uploads."""
    receipt = _take(server, sitting_id, category, model)
    if wants_json(request):
        return Response(receipt.model_dump_json(), media_type="application/json")
    if receipt.outcome == "accepted":
        return see(f"/exams/{sitting_id}?received={receipt.submission}#category-{category}")
    view = room_view(server, sitting_id)
    return _answer(request, server, view, status=HTTPStatus.UNPROCESSABLE_ENTITY, refused=receipt)


@router.get("/exams/{sitting_id}/finish", response_model=RoomView)
def ask_to_finish(request: Request, server: ServerOf, sitting_id: SittingId) -> Response:
    """Ask whether the exam shall end before the bell."""
    return answer(request, "finish.html.j2", room_view(server, sitting_id))


@router.post("/exams/{sitting_id}/finish", status_code=HTTPStatus.SEE_OTHER, response_class=Response)
def finish(server: ServerOf, sitting_id: SittingId, confirm: Annotated[Literal["yes"], Form()]) -> Response:
    """End the exam before the bell, and write its report into the exam folder. Twice is the same as once."""
    del confirm  # its presence is what counts
    engine = server.installation.engine
    with found():
        sitting = finish_sitting(engine, sitting_id)
    if retry_unscored(engine, sitting_id):
        server.keeper.call()
    _write_report(server, sitting)
    return see(f"/exams/{sitting_id}")


def _answer(
    request: Request,
    server: Server,
    view: RoomView,
    *,
    status: int = HTTPStatus.OK,
    received: int = 0,
    refused: Receipt | None = None,
) -> Response:
    def cards() -> Markup:
        # The clock moves on; the cards stay as they are until their view is another.
        return server.memory.get(
            ("cards", view.id, request.state.session.id, received),
            lambda: part_for(request, "room_cards.html.j2", view=view, received=received),
            now=(view.state, view.categories),
            of=lambda: None,
        )

    return answer(request, "room.html.j2", view, status=status, cards=cards, refused=refused)


def _take(server: Server, sitting_id: str, category: int, files: Sequence[UploadFile]) -> Receipt:
    model, history = _sort(files)
    size = model.size or 0
    announced = announce_model(
        server, sitting_id, category, file_name=model.filename or "model", size=size, sha256=None
    )
    upload = server.uploads.begin(announced)
    try:
        with server.uploads.writing(upload.id, 0) as writer:
            while piece := model.file.read(_COPY_BYTES):
                writer.write(piece)
        if history is not None:
            server.uploads.add_history(upload.id, history.file.read(HISTORY_BYTES_READ))
        return finish_upload(server, upload.id)
    except UserError:
        server.uploads.discard(upload.id)
        raise


def _sort(files: Sequence[UploadFile]) -> tuple[UploadFile, UploadFile | None]:
    """Return the model, and the CSV file beside it, if one came."""
    histories = [file for file in files if (file.filename or "").lower().endswith(".csv")]
    models = [file for file in files if file not in histories]
    if len(models) != 1:
        raise PageError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Expected one model, and its history.csv if there is one",
            received=f"{len(models)} models",
            next_step="choose one model for each category",
        )
    return models[0], histories[0] if histories else None


def _write_report(server: Server, sitting: Sitting) -> None:
    """A folder that was moved or removed keeps nobody from finishing; the report page is there all the same."""
    if sitting.folder.is_dir():
        with suppress(UserError):
            write_report(score_card(server.installation.engine, sitting, find_task), sitting.folder / "report")
