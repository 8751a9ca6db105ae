"""The page of a submission, and the hidden pictures that it shows."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from markupsafe import Markup

from gradatim.bank.exam_task import ExamTask
from gradatim.exams.scorecard import Standing
from gradatim.web.live.revisions import submission_revision
from gradatim.web.live.topics import events_address
from gradatim.web.pictures.axis import figure
from gradatim.web.pictures.bands import bands_picture
from gradatim.web.pictures.of_submission import metric_in_words, submission_pictures
from gradatim.web.pictures.spark import spark
from gradatim.web.problems import PageError
from gradatim.web.render import answer, part
from gradatim.web.server import Server, ServerOf
from gradatim.web.views.behind_score import hidden_png
from gradatim.web.views.submission import Looked, SubmissionView, look_at, submission_view

router = APIRouter(tags=["exam"])

_LARGEST_ID = 2**31 - 1
_KEPT = 32
"""Long parts that are kept, of some hundred thousand characters each."""
SubmissionId = Annotated[int, Path(ge=1, le=_LARGEST_ID, description="Number of the submission.")]
RowNumber = Annotated[int, Path(ge=0, le=_LARGEST_ID, description="Number of the hidden row, from 0.")]


@router.get("/submissions/{submission_id}", response_model=SubmissionView)
def submission(request: Request, server: ServerOf, submission_id: SubmissionId) -> Response:
    """Show a submission: its metric on the bands, the coach's findings, and what lies behind its score."""
    looked = _looked(server, submission_id)
    view = submission_view(server, looked)
    task = looked.task
    return answer(
        request,
        "submission.html.j2",
        view,
        events=_events(server, view),
        bands=bands_picture("bands", task.rubric, view.metric, view.score),
        metric_words=metric_in_words(view, task),
        body=_BODIES.get(view, task),
    )


@router.get("/submissions/{submission_id}/rows/{row}.png", response_class=Response)
def hidden_picture(server: ServerOf, submission_id: SubmissionId, row: RowNumber) -> Response:
    """Return a hidden picture that the page of the submission shows."""
    looked = _looked(server, submission_id)
    view = submission_view(server, looked)
    worst = view.evidence.worst if view.evidence else ()
    if not any(one.row == row and one.kind == "picture" for one in worst):
        raise PageError(
            HTTPStatus.NOT_FOUND,
            "Expected a picture that the page of this submission shows",
            received=f"row {row}",
            next_step=f"open /submissions/{submission_id}",
        )
    png = hidden_png(looked.task, server.installation.split, row)
    return Response(png, media_type="image/png", headers={"Cache-Control": "private, max-age=600"})


class _Bodies:
    """The long part of a page. What a score is bound to never changes, so neither does what is drawn of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[bytes, ExamTask], Markup] = OrderedDict()

    def get(self, view: SubmissionView, task: ExamTask) -> Markup:
        # By all that it shows: whatever changes, and whatever may no longer be shown, is drawn anew.
        key = (hashlib.sha256(view.model_dump_json().encode()).digest(), task)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        body = _body(view, task)
        with self._lock:
            self._kept[key] = body
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return body


_BODIES = _Bodies()


def _body(view: SubmissionView, task: ExamTask) -> Markup:
    worst = view.evidence.worst if view.evidence else ()
    return part(
        "submission_body.html.j2",
        view=view,
        pictures=submission_pictures(view, task),
        sparks={row.row: spark(row) for row in worst if row.kind == "window"},
        figure=figure,
        picture_sides=_sides(task),
    )


def _looked(server: Server, submission_id: int) -> Looked:
    looked = look_at(server, submission_id)
    if looked is None:
        raise PageError(
            HTTPStatus.NOT_FOUND,
            "Expected the number of a submission to a task of this bank",
            received=str(submission_id),
            next_step="open /exams, which lists the sittings",
        )
    return looked


def _events(server: Server, view: SubmissionView) -> str:
    """Return the stream to follow while something is still to come: the result, or the end of the sitting."""
    if view.standing is not Standing.WAITING and not (view.sitting and view.sitting.running):
        return ""
    revision = submission_revision(server.installation.engine, view.id)
    return events_address(f"submission/{view.id}", revision)


def _sides(task: ExamTask) -> tuple[int, int]:
    """Return height and width of the task's pictures; of other inputs 1 and 1."""
    shape = task.input.shape
    return (shape[0] or 1, shape[1] or 1) if len(shape) >= 2 else (1, 1)
