"""The report of a sitting, as a page, as JSON, and as one file to keep."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import HTMLResponse, Response

from gradatim.bank.findings import FINDINGS
from gradatim.exams.band_chart import thresholds
from gradatim.exams.numbers import readable_metric
from gradatim.exams.report import HTML_NAME, render_html
from gradatim.exams.sitting import SittingState, look
from gradatim.web.kept import kept
from gradatim.web.live.topics import events_address
from gradatim.web.pictures.bands import bands_picture
from gradatim.web.pictures.sitting import timeline_picture, total_picture
from gradatim.web.problems import found
from gradatim.web.render import answer
from gradatim.web.server import Server, ServerOf
from gradatim.web.states import sitting_state
from gradatim.web.views.report import ReportView, Shelf, report_of
from gradatim.web.views.shown import closed_now

router = APIRouter(tags=["exam"])

SittingId = Annotated[str, Path(pattern=r"^[0-9a-f]{1,32}$", description="Id of the sitting.")]


@router.get("/exams/{sitting_id}/report", response_model=ReportView)
def report(request: Request, server: ServerOf, sitting_id: SittingId) -> Response:
    """Show what a sitting came to: total, verdict, time, and every category with its submissions."""
    engine = server.installation.engine
    with found():
        ended = look(engine, sitting_id).state is SittingState.FINISHED

    def make() -> Response:
        return _page(request, server, sitting_id)

    if not ended:
        return make()  # it shows the time, which passes
    return kept(request, server, make, of=partial(sitting_state, server, sitting_id), now=closed_now(server))


def _page(request: Request, server: Server, sitting_id: str) -> Response:
    with found():
        shelf = report_of(server, sitting_id)
    running = shelf.view.report.sitting.state is SittingState.RUNNING
    waiting = shelf.view.report.verdict.value == "waiting for grades"
    return answer(
        request,
        "report.html.j2",
        shelf.view,
        events=events_address(f"sitting/{sitting_id}", sitting_state(server, sitting_id)) if running or waiting else "",
        total=total_picture(shelf.view.report),
        timeline=timeline_picture(shelf.view.report),
        bands={
            category.number: bands_picture(
                f"bands-{category.number}", shelf.rubrics[category.number], category.metric, category.score
            )
            for category in shelf.view.report.categories
        },
        steps={number: thresholds(rubric) for number, rubric in shelf.rubrics.items()},
        in_digits=lambda number, value: readable_metric(value, shelf.rubrics[number]),
        finding_titles=FINDINGS,
    )


@router.get("/exams/{sitting_id}/report.html", response_class=HTMLResponse)
def report_file(server: ServerOf, sitting_id: SittingId) -> Response:
    """Return the report as one file that needs neither this dashboard nor the internet."""
    with found():
        shelf = report_of(server, sitting_id)
    return Response(
        _file(shelf),
        media_type="text/html; charset=utf-8",
        # Its styles are inside it, which this dashboard's policy forbids on a page; as a file it has its own policy.
        headers={"Content-Disposition": f'attachment; filename="{HTML_NAME}"'},
    )


def _file(shelf: Shelf) -> str:
    return render_html(shelf.view.report, shelf.rubrics)
