"""The report of a sitting as a page: what counts, what waits, and the way to every submission."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from gradatim.exams.blueprint import Feedback
from gradatim.exams.report_model import Report
from gradatim.grading.result import Notice, Outcome
from gradatim.web.server import Server
from tests.web.findings import findings_of
from tests.web.graded import Room, noisy_classes, noisy_values, open_room
from tests.web.test_submission_page import JSON, a_client, a_server

TASKS = ("penguin-mass", "mail-sorting", "mauna-loa")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Return a server of an empty installation."""
    server = a_server(tmp_path)
    yield server
    server.close()


@pytest.fixture
def client(server: Server) -> TestClient:
    """Return a signed-in client."""
    return a_client(server)


def page_of(client: TestClient, room: Room) -> BeautifulSoup:
    """Return the page of a sitting's report."""
    answer = client.get(f"/exams/{room.sitting.id}/report")
    assert answer.status_code == 200, answer.text[:2000]
    page = BeautifulSoup(answer.text, "html.parser")
    ids = [str(one["id"]) for one in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    return page


def report_of(client: TestClient, room: Room) -> Report:
    """Return the report out of the page's twin."""
    twin = client.get(f"/exams/{room.sitting.id}/report", headers=JSON).json()
    return Report.model_validate(twin["report"])


def test_the_page_says_total_verdict_and_best_of_each_category(
    server: Server, client: TestClient, tmp_path: Path
) -> None:
    room = open_room(server.installation, tmp_path / "exam", TASKS)
    worse = room.hand_in("mail-sorting", noisy_classes(3.0), elapsed_seconds=60.0)
    best = room.hand_in("mail-sorting", noisy_classes(0.2), elapsed_seconds=600.0, findings=findings_of("oversized"))
    refused = room.hand_in(
        "mauna-loa",
        outcome=Outcome.REFUSED,
        notices=[Notice(code="x", expected="a", received="b", message="Expected <a>. Received: b.")],
        elapsed_seconds=700.0,
    )
    late = room.hand_in("penguin-mass", noisy_values(0.1), elapsed_seconds=6000.0)
    room.finish(after_seconds=3600.0)
    page, report = page_of(client, room), report_of(client, room)
    assert [category.score for category in report.categories] == [None, 2, None]
    assert report.total == 13.2
    assert "13.2 of 100" in page.select(".score")[0].get_text(" ", strip=True)
    assert "Not passed" in page.select_one(".verdict").get_text()  # type: ignore[union-attr]
    links = [str(link["href"]) for link in page.select("td.file a")]
    assert links == [f"/submissions/{number}" for number in (worse, best, refused)]
    assert f"/submissions/{late}" not in str(page)
    assert page.select_one("tr.counts a")["href"] == f"/submissions/{best}"  # type: ignore[index]
    assert "Expected <a>. Received: b." in page.get_text()
    assert "Nothing was handed in in this category." in page.get_text()
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in page.select("#timeline tbody tr")]
    assert [row[0] for row in rows] == ["0:01", "0:10", "0:11"]
    assert [row[2] for row in rows][1:] == ["2 of 5, counts", "refused"]
    assert page.body["data-events"] == ""  # type: ignore[index]


def test_an_empty_sitting_has_a_report(server: Server, client: TestClient, tmp_path: Path) -> None:
    room = open_room(server.installation, tmp_path / "exam", TASKS)
    room.finish()
    page = page_of(client, room)
    assert page.get_text().count("nothing handed in") == 3
    assert page.find(id="bands-1")


def test_while_a_closed_sitting_runs_no_metric_stands_anywhere(
    server: Server, client: TestClient, tmp_path: Path
) -> None:
    room = open_room(server.installation, tmp_path / "exam", TASKS, feedback=Feedback.SCORE)
    room.hand_in("mail-sorting", noisy_classes(2.0), findings=findings_of("overfitting"))
    report = report_of(client, room)
    assert report.categories[1].score is not None
    assert report.categories[1].metric is None
    assert report.categories[1].submissions[0].findings == []
    page = page_of(client, room)
    assert "Metrics and findings open when it ends" in page.get_text()
    assert not page.select(".interval")
    assert str(page.body["data-events"]).startswith(f"/events?topic=sitting/{room.sitting.id}")  # type: ignore[index]
    room.finish()
    assert report_of(client, room).categories[1].metric is not None
    assert page_of(client, room).select(".interval")


def test_another_exam_that_runs_closed_hides_the_metric_of_its_task_on_every_page(
    server: Server, client: TestClient, tmp_path: Path
) -> None:
    room = open_room(server.installation, tmp_path / "exam", TASKS)
    room.hand_in("mail-sorting", noisy_classes(2.0), findings=findings_of("overfitting"))
    room.hand_in("penguin-mass", noisy_values(0.5))
    room.finish()
    address = f"/exams/{room.sitting.id}"
    before = report_of(client, room)
    open_twin = client.get(address, headers=JSON).json()
    closed = open_room(server.installation, tmp_path / "closed", ("mail-sorting",), feedback=Feedback.SCORE)
    report = report_of(client, room)
    assert (report.categories[1].metric, report.categories[1].submissions[0].findings) == (None, [])
    assert report.categories[0] == before.categories[0]
    assert client.get(f"{address}/report", headers=JSON).json()["closed_categories"] == [2]
    twin = client.get(address, headers=JSON).json()["categories"]
    assert (twin[1]["metric"], twin[0]["metric"]) == (None, open_twin["categories"][0]["metric"])
    assert twin[1]["hidden"] == "opens when the running exam that asks for this task ends"
    assert "The metric opens when the running exam" in client.get(address).text
    digits = open_twin["categories"][1]["metric"]["value"]
    for page in (address, f"{address}/report", f"{address}/report.html"):
        assert digits not in client.get(page).text, page
    closed.finish()
    assert client.get(address, headers=JSON).json()["categories"] == open_twin["categories"]
    assert report_of(client, room).categories == before.categories


def test_the_report_can_be_kept_as_one_file(server: Server, client: TestClient, tmp_path: Path) -> None:
    room = open_room(server.installation, tmp_path / "exam", TASKS)
    room.hand_in("mail-sorting", noisy_classes(0.2), file_name="<img src=x>.keras")
    room.finish()
    answer = client.get(f"/exams/{room.sitting.id}/report.html")
    assert answer.headers["content-disposition"] == 'attachment; filename="report.html"'
    file = BeautifulSoup(answer.text, "html.parser")
    assert not file.find_all(["script", "img", "link"])
    assert "13.2" in file.get_text()


def test_a_hundred_submissions_are_listed_once_each(server: Server, client: TestClient, tmp_path: Path) -> None:
    room = open_room(server.installation, tmp_path / "exam", ("penguin-mass",))
    for number in range(100):
        room.hand_in("penguin-mass", outcome=Outcome.FAILED, elapsed_seconds=float(number))
    room.finish()
    assert len(page_of(client, room).select("td.file a")) == 100


@pytest.mark.parametrize("name", ["0" * 16, "ffff"])
def test_an_unknown_sitting_is_not_found(client: TestClient, name: str) -> None:
    assert client.get(f"/exams/{name}/report").status_code == 404
    assert client.get(f"/exams/{name}/report.html").status_code == 404


@pytest.mark.parametrize("name", ["..%2f..", "x" * 64, "A" * 16])
def test_what_is_no_id_is_refused(client: TestClient, name: str) -> None:
    assert client.get(f"/exams/{name}/report").status_code in (404, 422)
