"""The page of a submission: what it shows, what it must not show, and that it survives whatever is handed in."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from bs4 import BeautifulSoup
from PIL import Image
from pydantic import SecretStr
from sqlalchemy import delete, select, update
from starlette.testclient import TestClient

from gradatim.data.split import Split
from gradatim.exams.blueprint import Feedback
from gradatim.grading.evidence.gather import gather
from gradatim.grading.evidence.parts import Evidence
from gradatim.grading.result import Notice, Outcome
from gradatim.settings import PRACTICE_SPLIT_KEY, Settings
from gradatim.store.blobs import BlobStore
from gradatim.store.database import open_database, reading, transaction
from gradatim.store.schema import ResultRow, SubmissionRow
from gradatim.web.access import Access
from gradatim.web.app import create_app
from gradatim.web.security import cookie_name
from gradatim.web.server import Server
from gradatim.workspace.installation import Installation
from tests.web.findings import EVIDENCE, findings_of
from tests.web.graded import Room, noisy_boxes, noisy_classes, noisy_values, open_room
from tests.web.recorded import FOLDER

JSON = {"Accept": "application/json"}
OPEN_TASKS = ("penguin-mass", "mail-sorting", "island-or-lake", "question-or-not", "births")


def a_server(folder: Path, *, split_key: str = PRACTICE_SPLIT_KEY) -> Server:
    """Return a server of an installation of its own."""
    own = Settings(home=folder / "home", split_key=SecretStr(split_key))
    installation = Installation(own, open_database(own), BlobStore(own.blobs_folder), Split(own.split_key_bytes))
    return Server(installation, folder / "practice", Access(b"k" * 32))


def a_client(server: Server) -> TestClient:
    """Return a signed-in client."""
    client = TestClient(create_app(server), base_url="http://127.0.0.1:8750", follow_redirects=False)
    client.cookies.set(cookie_name(8750), server.access.new_session())
    return client


@pytest.fixture(scope="module")
def open_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a practice installation that the tests of this module share."""
    server = a_server(tmp_path_factory.mktemp("open"))
    yield server
    server.close()


@pytest.fixture(scope="module")
def room(open_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Room:
    """Return a running sitting with open feedback."""
    return open_room(open_server.installation, tmp_path_factory.mktemp("exam"), OPEN_TASKS)


@pytest.fixture(scope="module")
def client(open_server: Server) -> TestClient:
    """Return a client of the practice installation."""
    return a_client(open_server)


def page_of(client: TestClient, number: int) -> BeautifulSoup:
    """Return a page that was answered with 200; no id stands in it twice."""
    answer = client.get(f"/submissions/{number}")
    assert answer.status_code == 200, answer.text[:2000]
    page = BeautifulSoup(answer.text, "html.parser")
    ids = [str(one["id"]) for one in page.find_all(id=True)]
    assert len(ids) == len(set(ids)), [one for one in ids if ids.count(one) > 1]
    assert not page.find_all(style=True)
    return page


def headings(page: BeautifulSoup) -> list[str]:
    """Return the headings of the page's parts."""
    return [heading.get_text(" ", strip=True) for heading in page.find_all("h2")]


def test_a_model_of_values_is_shown_with_its_errors_and_worst_rows(client: TestClient, room: Room) -> None:
    page = page_of(client, room.hand_in("penguin-mass", noisy_values(0.5, bias=0.3)))
    assert headings(page) == [
        "Mean absolute error",
        "Why points were lost",
        "Errors",
        "The 24 worst examples",
        "The file",
        "Time",
        "What the score is bound to",
    ]
    assert page.find(id="bands")
    assert page.find(id="residuals")
    assert "flipper" in page.select(".worst li")[0].get_text()
    assert len(page.select(".worst li")) == 24


def test_the_json_twin_says_what_the_page_says(client: TestClient, room: Room) -> None:
    number = room.hand_in("mail-sorting", noisy_classes(2.0), findings=findings_of("input-scale"))
    twin = client.get(f"/submissions/{number}", headers=JSON).json()
    page = page_of(client, number)
    confusion = twin["evidence"]["confusion"]
    table = [[cell.get_text() for cell in row.find_all("td")] for row in page.select(".matrix tbody tr")]
    assert [[f"{count:,}" for count in [*row, sum(row)]] for row in confusion["counts"]] == table
    assert confusion["rows"] == sum(sum(row) for row in confusion["counts"])
    assert twin["score"] == int(page.select_one(".score strong").get_text())  # type: ignore[union-attr]
    assert twin["findings"][0]["finding"]["id"] == "input-scale"
    assert twin["model"]["kinds"][0] == {"kind": "Dense", "number": 2}
    assert [one["row"] for one in twin["evidence"]["worst"]] == [
        int(str(image["src"]).rpartition("/")[2].removesuffix(".png")) for image in page.select(".worst img")
    ]


def test_a_hidden_picture_is_the_one_that_the_model_was_given(client: TestClient, room: Room) -> None:
    number = room.hand_in("mail-sorting", noisy_classes(2.5))
    twin = client.get(f"/submissions/{number}", headers=JSON).json()
    row = twin["evidence"]["worst"][0]["row"]
    answer = client.get(f"/submissions/{number}/rows/{row}.png")
    assert answer.headers["content-type"] == "image/png"
    task = next(task for task in room.tasks if task.id == "mail-sorting")
    hidden = task.hidden_set(room.installation.split)
    assert (np.asarray(Image.open(io.BytesIO(answer.content))) == hidden.inputs[row]).all()
    shown = {one["row"] for one in twin["evidence"]["worst"]}
    other = next(place for place in range(len(hidden.inputs)) if place not in shown)
    assert client.get(f"/submissions/{number}/rows/{other}.png").status_code == 404
    assert client.get(f"/submissions/{number}/rows/99999999.png").status_code == 404


def test_texts_show_their_words_and_say_what_the_marks_mean(client: TestClient, room: Room) -> None:
    page = page_of(client, room.hand_in("question-or-not", noisy_classes(2.0)))
    assert page.select(".worst mark")
    assert "association" in page.get_text()
    assert "Words that go with each answer" in headings(page)


def test_a_forecast_is_shown_against_the_truth_with_the_error_of_each_step(client: TestClient, room: Room) -> None:
    number = room.hand_in("births", noisy_values(0.4))
    page = page_of(client, number)
    twin = client.get(f"/submissions/{number}", headers=JSON).json()
    steps = page.select("#steps tbody tr")
    assert [row.th.get_text() for row in steps] == [str(step) for step in range(1, 15)]  # type: ignore[union-attr]
    assert [one["rank"] for one in twin["evidence"]["forecast"]["windows"]] == [
        "best",
        "middle",
        "ninth tenth",
        "worst",
    ]
    worst = page.select(".worst li")
    assert len(worst) == 24
    for card, row in zip(worst, twin["evidence"]["worst"], strict=True):
        assert card.select("figure svg > title")
        assert card.select("figure svg > desc")
        cells = [[cell.get_text() for cell in line.select("th, td")] for line in card.select("figure tbody tr")]
        past = min(len(row["lines"][0]), 96)
        assert [line[0] for line in cells] == [str(step) for step in range(1 - past, 15)]
        assert cells[past][1] == ""
        assert float(cells[past][2].replace(",", "")) == pytest.approx(row["true_values"][0], rel=1e-3)
        assert float(cells[-1][3].replace(",", "")) == pytest.approx(row["answered_values"][-1], rel=1e-3)


def test_boxes_are_told_in_figures_too(client: TestClient, room: Room) -> None:
    number = room.hand_in("island-or-lake", noisy_boxes(0.1))
    cards = page_of(client, number).select(".worst li")
    rows = client.get(f"/submissions/{number}", headers=JSON).json()["evidence"]["worst"]
    assert len(cards) == len(rows) == 24
    for card, row in zip(cards, rows, strict=True):
        cells = [[cell.get_text() for cell in line.select("th, td")] for line in card.select("tbody tr")]
        assert [line[0] for line in cells] == ["top", "left", "bottom", "right"]
        assert float(cells[0][1]) == pytest.approx(row["true_box"]["top"], rel=1e-2)
        assert float(cells[3][2]) == pytest.approx(row["answered_box"]["right"], rel=1e-2)


def test_the_model_is_summed_up_with_the_parameters_of_each_layer(client: TestClient, room: Room) -> None:
    model = (FOLDER / "digits-wrong-shape" / "model.keras").read_bytes()
    number = room.hand_in("mail-sorting", outcome=Outcome.FAILED, content=model)
    summary = client.get(f"/submissions/{number}", headers=JSON).json()["model"]
    assert summary["parameters"] == 28 * 28 * 8 + 8
    of_layers = {layer["kind"]: layer["parameters"] for layer in summary["layers"]}
    assert (of_layers["Flatten"], of_layers["Dense"]) == (0, 6280)
    page = page_of(client, number)
    assert "6,280" in page.select("section:has(#model-heading) tfoot")[0].get_text()
    # Without readable weights the rest is told all the same.
    page = page_of(client, room.hand_in("mail-sorting", outcome=Outcome.FAILED))
    assert not page.select("section:has(#model-heading) tfoot")
    assert "Dense" in page.select("section:has(#model-heading) table")[0].get_text()


def test_every_finding_has_its_place_on_the_page(client: TestClient, room: Room) -> None:
    found = [one for finding_id in sorted(EVIDENCE) for one in findings_of(finding_id)]
    page = page_of(client, room.hand_in("mail-sorting", noisy_classes(3.0), findings=found))
    articles = page.select("article.finding")
    assert len(articles) == len(found)
    for article, one in zip(articles, found, strict=True):
        words = article.get_text(" ", strip=True)
        assert one.summary in words
        assert one.advice in words
        assert article.select(f'a[href="/skills/{one.skills[0]}"]')
        for picture in article.select("figure"):
            assert picture.select("svg > title")
            assert picture.select("table tbody tr")


def test_what_cannot_be_graded_says_why_and_shows_no_evidence(client: TestClient, room: Room) -> None:
    notice = Notice(code="input-shape", expected="(4,)", received="(5,)", message="Expected (4,). Received: (5,).")
    for outcome, words in (
        (Outcome.REFUSED, "That costs nothing"),
        (Outcome.FAILED, "crashed"),
        (Outcome.UNSCORED, "our fault"),
    ):
        page = page_of(client, room.hand_in("penguin-mass", outcome=outcome, notices=[notice]))
        assert words in page.get_text()
        assert notice.message in page.get_text()
        assert not page.find(id="bands")


def test_a_waiting_submission_follows_its_result(client: TestClient, room: Room) -> None:
    number = room.hand_in("penguin-mass")
    page = page_of(client, number)
    assert "Waiting for a worker" in page.get_text()
    assert str(page.body["data-events"]).startswith(f"/events?topic=submission/{number}&seen=")  # type: ignore[index]


def test_hostile_names_are_text(client: TestClient, room: Room) -> None:
    evil = "<script>alert(1)</script>\u202eexe.keras"
    number = room.hand_in(
        "penguin-mass",
        noisy_values(0.3),
        file_name=evil,
        layers=[("<img src=x onerror=alert(2)>", "</td><script>alert(3)</script>"), ("Dense", "n" * 5000)],
        notices=[Notice(code="x", expected="a", received="b", message="<b onclick=alert(4)>\u202e</b>")],
    )
    answer = client.get(f"/submissions/{number}")
    assert "\u202e" not in answer.text
    page = page_of(client, number)
    assert [str(script["src"]).partition("?")[0] for script in page.find_all("script")] == ["/static/gradatim.js"]
    assert not page.find_all("img", src="x")
    assert not page.find_all("b", onclick=True)
    assert "<script>alert(1)</script>" in page.get_text()
    assert "n" * 200 not in answer.text


def test_a_file_that_is_no_model_has_a_page(client: TestClient, room: Room) -> None:
    number = room.hand_in("penguin-mass", outcome=Outcome.REFUSED)
    blob = room.installation.blobs.put_bytes(b"no model at all")
    with transaction(room.installation.engine) as session:
        row = session.get(SubmissionRow, number)
        assert row is not None
        session.execute(
            update(ResultRow).where(ResultRow.model_sha256 == row.model_sha256).values(model_sha256=blob.sha256)
        )
        row.model_sha256 = blob.sha256
    assert "does not say what it holds" in page_of(client, number).get_text()


def test_a_changed_task_and_lost_predictions_are_said_and_cost_nothing_else(client: TestClient, room: Room) -> None:
    changed = room.hand_in("penguin-mass", noisy_values(0.3), task_version="1-000000000000")
    assert "has been changed since" in page_of(client, changed).get_text()
    lost = room.hand_in("penguin-mass", noisy_values(0.31))
    with transaction(room.installation.engine) as session:
        sha256 = session.scalars(select(SubmissionRow.model_sha256).where(SubmissionRow.id == lost)).one()
        damaged = room.installation.blobs.put_bytes(b"\x93NUMPY damaged")
        session.execute(
            update(ResultRow).where(ResultRow.model_sha256 == sha256).values(predictions_sha256=damaged.sha256)
        )
    page = page_of(client, lost)
    assert "cannot be read any more" in page.get_text()
    assert page.find(id="bands")


def test_learning_curves_come_from_the_history_that_was_handed_in(client: TestClient, room: Room) -> None:
    number = room.hand_in("penguin-mass", noisy_values(0.3))
    rows = "".join(f"{epoch},{1 / (epoch + 1)},{1 / (epoch + 1) + 0.1}\n" for epoch in range(500))
    blob = room.installation.blobs.put_bytes(f"epoch,loss,val_loss\n{rows}".encode())
    with transaction(room.installation.engine) as session:
        session.execute(update(SubmissionRow).where(SubmissionRow.id == number).values(history_sha256=blob.sha256))
    page = page_of(client, number)
    assert "Learning curves" in headings(page)
    course = client.get(f"/submissions/{number}", headers=JSON).json()["training"]
    assert (course["epochs"], len(course["shown"]), course["shown"][-1]) == (500, 200, 500)
    assert [curve["name"] for curve in course["curves"]] == ["loss"]
    assert course["curves"][0]["validation"][0] == pytest.approx(1.1)
    assert len(page.select("#curve-1 tbody tr")) == 200


@pytest.mark.parametrize("address", ["/submissions/999999", "/submissions/999999/rows/0.png"])
def test_an_unknown_submission_is_not_found(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/submissions/0", "/submissions/-1", "/submissions/1e9", f"/submissions/{2**63}"])
def test_what_is_no_number_of_a_submission_is_refused(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 422


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[tuple[Server, Room, int]]:
    """Return a running sitting that shows scores only, with a submission that has everything to hide."""
    server = a_server(tmp_path)
    room = open_room(server.installation, tmp_path / "exam", ("penguin-mass", "mail-sorting"), feedback=Feedback.SCORE)
    number = room.hand_in("mail-sorting", noisy_classes(2.0), findings=findings_of("miscalibrated"))
    yield server, room, number
    server.close()


def _says(client: TestClient, number: int) -> tuple[str, dict[str, object]]:
    page = client.get(f"/submissions/{number}").text
    twin: dict[str, object] = client.get(f"/submissions/{number}", headers=JSON).json()
    return page, twin


def test_a_closed_sitting_shows_score_and_words_until_it_ends(closed: tuple[Server, Room, int]) -> None:
    server, room, number = closed
    client = a_client(server)
    page, twin = _says(client, number)
    assert isinstance(twin["score"], int)
    assert (twin["metric"], twin["findings"], twin["evidence"], twin["training"]) == (None, [], None, None)
    assert twin["shown"] == "score"
    with reading(room.installation.engine) as session:
        kept = session.scalars(select(ResultRow.result_json)).one()
    assert '"metric":{' in kept.replace(" ", "")
    for secret in ("reliability", "confus", "worst", "95\N{NO-BREAK SPACE}%", "What was seen of"):
        assert secret not in page
    assert "Learning" not in page
    assert client.get(f"/submissions/{number}/rows/0.png").status_code == 404
    room.finish()
    page, twin = _says(client, number)
    assert twin["shown"] == "all"
    assert isinstance(twin["metric"], dict)
    assert "Which classes are confused" in page
    assert "What was seen of miscalibrated" in page


def test_a_closed_sitting_closes_earlier_submissions_to_the_same_task(closed: tuple[Server, Room, int]) -> None:
    server, room, _ = closed
    earlier = open_room(server.installation, Path(room.sitting.folder) / "earlier", ("mail-sorting", "births"))
    same = earlier.hand_in("mail-sorting", noisy_classes(2.1))
    other = earlier.hand_in("births", noisy_values(0.4))
    earlier.finish()
    client = a_client(server)
    page, twin = _says(client, same)
    assert (twin["shown"], twin["metric"], twin["evidence"]) == ("score", None, None)
    assert "An exam that asks for this task is running" in page
    assert _says(client, other)[1]["shown"] == "all"
    report = client.get(f"/exams/{earlier.sitting.id}/report", headers=JSON).json()
    metrics = {one["task"]["id"]: one["metric"] for one in report["report"]["categories"]}
    assert metrics["mail-sorting"] is None
    assert metrics["births"] is not None
    assert report["closed_categories"] == [2]
    room.finish()
    assert _says(client, same)[1]["shown"] == "all"


def test_where_exams_certify_no_hidden_row_is_ever_shown(tmp_path: Path) -> None:
    server = a_server(tmp_path, split_key="an operator's secret key of the tests")
    tasks = ("penguin-mass", "mail-sorting", "question-or-not", "births")
    room = open_room(server.installation, tmp_path / "exam", tasks)
    answers = (noisy_values(0.4), noisy_classes(2.0), noisy_classes(2.0), noisy_values(0.4))
    numbers = [room.hand_in(task, predict) for task, predict in zip(tasks, answers, strict=True)]
    room.finish()
    client = a_client(server)
    for task, number in zip(room.tasks, numbers, strict=True):
        page, twin = _says(client, number)
        evidence = twin["evidence"]
        assert isinstance(evidence, dict)
        assert twin["shown"] == "figures"
        assert (evidence["worst"], evidence["words"], evidence["scatter"]) == ([], [], None)
        assert not evidence["forecast"] or evidence["forecast"]["windows"] == []
        assert evidence["confusion"] or evidence["residuals"]
        hidden = task.hidden_set(room.installation.split)
        assert not [one for one in hidden.ids if len(one) > 4 and f">{one}<" in page]
        assert client.get(f"/submissions/{number}/rows/0.png").status_code == 404
    server.close()


def test_evidence_is_computed_once(client: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    number = room.hand_in("penguin-mass", noisy_values(0.32))
    first = client.get(f"/submissions/{number}", headers=JSON).json()
    monkeypatch.setattr("gradatim.grading.evidence.gather.gather", lambda *_: pytest.fail("computed again"))
    assert client.get(f"/submissions/{number}", headers=JSON).json() == first


def test_a_page_that_is_known_does_not_wait_for_one_that_is_computed(
    client: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = room.hand_in("penguin-mass", noisy_values(0.34))
    new = room.hand_in("penguin-mass", noisy_values(0.35))
    assert client.get(f"/submissions/{known}").status_code == 200
    begun, go_on = threading.Event(), threading.Event()

    def slow(*arguments: Any) -> Evidence:
        begun.set()
        assert go_on.wait(60)
        return gather(*arguments)

    monkeypatch.setattr("gradatim.grading.evidence.gather.gather", slow)
    statuses: list[int] = []
    other = threading.Thread(target=lambda: statuses.append(client.get(f"/submissions/{new}").status_code))
    other.start()
    assert begun.wait(60)
    assert client.get(f"/submissions/{known}").status_code == 200
    assert statuses == []
    go_on.set()
    other.join(60)
    assert statuses == [200]


def test_a_result_that_was_withdrawn_waits_again(client: TestClient, room: Room) -> None:
    number = room.hand_in("penguin-mass", noisy_values(0.33))
    assert page_of(client, number).find(id="bands")
    with transaction(room.installation.engine) as session:
        sha256 = session.scalars(select(SubmissionRow.model_sha256).where(SubmissionRow.id == number)).one()
        session.execute(delete(ResultRow).where(ResultRow.model_sha256 == sha256))
    assert not page_of(client, number).find(id="bands")
