"""The lobby and the room as pages and as JSON: what they say, what a closed exam hides, what they refuse."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from starlette.testclient import TestClient

from gradatim.exams.blueprint import Feedback, find_blueprint
from gradatim.exams.sitting import list_sittings
from gradatim.grading.result import Finding, Outcome
from gradatim.settings import settings
from gradatim.store.database import reading, transaction
from gradatim.store.schema import SittingRow
from gradatim.web.server import Server
from gradatim.web.views.lobby import PAGE_ROWS
from gradatim.workspace.doctor.factor import KindSpeed, Machine, TrainingSpeed, remember
from tests.web.exam_bank import small_bank
from tests.web.graded import noisy_values, open_room
from tests.web.handed_in import TASK, model_file

JSON = {"Accept": "application/json"}
FINDING = Finding(
    id="input-scale", points=2, points_measured=True, summary="SUMMARY", advice="ADVICE", skills=["nn.preprocess"]
)


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is graded."""
    monkeypatch.setattr("gradatim.web.keeper.Keeper.call", lambda _: None)


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use a bank whose exams ask for one small model."""
    monkeypatch.setenv("GRADATIM_CONTENT", str(small_bank(tmp_path / "content")))
    settings.cache_clear()


def test_the_lobby_names_rules_and_training_time(server: Server, client: TestClient) -> None:
    lobby = client.get("/exams", headers=JSON).json()
    practice = lobby["blueprints"][0]
    assert (practice["id"], practice["minutes"], practice["pass_mark"]) == ("practice", 300, 90)
    assert [category["weight"] for category in practice["categories"]] == [10, 15, 20, 25, 30]
    assert all(category["tasks"] >= 4 for category in practice["categories"])
    before = practice["training"]
    assert before["measured_here"] is False
    assert before["low"] < before["seconds"] < before["high"]
    assert "on a quiet machine with two cores" in client.get("/exams").text

    kinds = dict.fromkeys(("nn", "image", "text", "series"), KindSpeed(factor=10, low=9, high=12))
    machine = Machine(processor="slow", cores=2, tensorflow="2.21.0", keras="3.15.1")
    remember(
        server.installation.settings.home,
        TrainingSpeed.model_validate(
            {
                "measured_at": "2026-01-02T03:04:05Z",
                "machine": machine,
                "start_seconds": 20.0,
                "reference_start_seconds": 5.0,
                "kinds": kinds,
                "waited": 0.0,
            }
        ),
    )
    after = client.get("/exams", headers=JSON).json()["blueprints"][0]["training"]
    assert after["measured_here"] is True
    assert after["seconds"] > 3 * before["seconds"]
    assert "of training on this machine" in client.get("/exams").text


@pytest.mark.usefixtures("small")
def test_beginning_twice_with_the_same_form_begins_one_exam(server: Server, client: TestClient) -> None:
    page = client.get("/exams").text
    found = re.search(r'name="sitting" value="([0-9a-f]{16})"', page)
    assert found
    form = {"blueprint": "practice", "sitting": found[1], "seed": "4"}
    for _ in range(2):
        answer = client.post("/exams", data=form)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/exams/{found[1]}")
    [sitting] = list_sittings(server.installation.engine)
    assert (sitting.id, sitting.seed) == (found[1], 4)
    assert (sitting.folder / "category1" / "README.md").is_file()
    assert sitting.folder.parent == server.place.parent
    room = client.get(f"/exams/{sitting.id}", headers=JSON).json()
    assert 3590 < room["remaining_seconds"] <= 3600


@pytest.mark.parametrize("name", ["../../etc", "practice.toml", "/tmp/x", "", "nothing"])
def test_only_exams_of_the_bank_can_be_begun(server: Server, client: TestClient, name: str) -> None:
    answer = client.post("/exams", data={"blueprint": name, "sitting": "0" * 16})
    assert answer.status_code in (404, 422)
    assert list_sittings(server.installation.engine) == []


def test_an_exam_that_asks_to_wait_says_when_it_opens(server: Server, client: TestClient, tmp_path: Path) -> None:
    room = open_room(server.installation, tmp_path / "exam", [TASK])
    room.finish()
    with transaction(server.installation.engine) as session:
        session.get_one(SittingRow, room.sitting.id).blueprint_json = find_blueprint("full").model_dump_json()
    full = client.get("/exams", headers=JSON).json()["blueprints"][1]
    assert full["id"] == "full"
    assert full["opens_at"] == pytest.approx(time.time() + 14 * 86_400, abs=60)
    assert "It opens again" in client.get("/exams").text
    answer = client.post("/exams", data={"blueprint": "full", "sitting": "0" * 16}, headers=JSON)
    assert answer.status_code == 409
    assert "14 days" in answer.json()["expected"]


def test_a_closed_exam_hides_metric_interval_and_findings_until_it_has_ended(
    server: Server, client: TestClient, tmp_path: Path
) -> None:
    room = open_room(server.installation, tmp_path / "exam", [TASK], feedback=Feedback.SCORE)
    room.hand_in(TASK, noisy_values(0.55), findings=[FINDING])
    address = f"/exams/{room.sitting.id}"
    closed = client.get(address, headers=JSON).json()
    [category] = closed["categories"]
    assert closed["feedback"] == "score"
    assert category["score"] is not None
    assert category["metric"] is None
    assert category["distance"].startswith("In the ")
    for text in (client.get(address).text, client.get(address, headers=JSON).text):
        assert not re.search(r"interval \d|SUMMARY|ADVICE|\d g less", text)
    room.finish()
    [category] = client.get(address, headers=JSON).json()["categories"]
    assert re.match(r"\d+ g", category["metric"]["value"])
    assert "95 % interval" in client.get(address).text


def test_the_room_shows_every_standing_and_escapes_what_candidates_name(
    server: Server, client: TestClient, tmp_path: Path
) -> None:
    room = open_room(server.installation, tmp_path / "exam", [TASK, "clothes"])
    room.hand_in(TASK, noisy_values(0.1), file_name="<script>alert(1)</script>\u202e.keras")
    room.hand_in("clothes", outcome=Outcome.FAILED)
    waiting = room.hand_in("clothes")
    text = client.get(f"/exams/{room.sitting.id}").text
    assert "<script>alert" not in text
    assert "\u202e" not in text
    view = client.get(f"/exams/{room.sitting.id}", headers=JSON).json()
    first, second = view["categories"]
    assert (first["score"], first["points"]) == (5, 50.0)
    assert (second["score"], second["submissions_in_all"]) == (None, 2)
    assert [(line["id"], line["stage"]) for line in second["running"]] == [(waiting, "queued")]
    assert {line["standing"] for line in second["submissions"]} == {"failed", "waiting"}
    assert (view["total"], view["verdict"], view["waiting"]) == (50.0, "not passing now", 1)


def test_a_plain_form_hands_in_and_a_refused_file_is_explained_on_the_page(
    server: Server, client: TestClient, tmp_path: Path
) -> None:
    sitting = open_room(server.installation, tmp_path / "exam", [TASK]).sitting.id
    address = f"/exams/{sitting}/categories/1"
    taken = client.post(address, files={"model": ("my model.keras", model_file("a"))})
    assert taken.status_code == 303
    assert re.fullmatch(rf"/exams/{sitting}\?received=\d+#category-1", taken.headers["location"])
    assert "safe from here on" in client.get(taken.headers["location"]).text
    refused = client.post(address, files={"model": ("notes.txt", b"hello")})
    assert refused.status_code == 422
    assert "notes.txt was refused, and it cost nothing" in refused.text
    two = [("model", ("a.keras", model_file("b"))), ("model", ("b.keras", model_file("c")))]
    assert client.post(address, files=two).status_code == 422
    receipt = client.post(address, files={"model": ("again.keras", model_file("a"))}, headers=JSON).json()
    assert receipt["already"] is True
    assert not list((server.installation.settings.home / "uploads").glob("*/model/*"))


def test_finishing_needs_a_yes_and_happens_once(server: Server, client: TestClient, tmp_path: Path) -> None:
    room = open_room(server.installation, tmp_path / "exam", [TASK])
    address = f"/exams/{room.sitting.id}/finish"
    assert client.post(address, data={}).status_code == 422
    assert "After this nothing more can be handed in" in client.get(address).text
    for _ in range(2):
        assert client.post(address, data={"confirm": "yes"}).status_code == 303
    [sitting] = list_sittings(server.installation.engine)
    assert sitting.state == "finished"
    assert "The exam has ended" in client.get(address).text
    assert "data-upload" not in client.get(f"/exams/{room.sitting.id}").text


def test_the_text_of_a_task_and_its_picture(server: Server, client: TestClient, tmp_path: Path) -> None:
    sitting = open_room(server.installation, tmp_path / "exam", [TASK]).sitting.id
    page = client.get(f"/exams/{sitting}/categories/1")
    assert "flipper" in page.text
    assert f'src="/exams/{sitting}/categories/1/data.png"' in page.text
    picture = client.get(f"/exams/{sitting}/categories/1/data.png")
    assert picture.headers["content-type"] == "image/png"
    assert client.get(f"/exams/{sitting}/categories/4").status_code == 404
    assert client.get("/exams/nothing").status_code == 404


def test_ten_thousand_past_exams_are_listed_in_pages(server: Server, client: TestClient, tmp_path: Path) -> None:
    room = open_room(server.installation, tmp_path / "exam", [TASK])
    room.finish()
    with reading(server.installation.engine) as session:
        row = dict(session.execute(select(SittingRow.__table__)).mappings().one())
    copies = [row | {"id": f"{number:016x}", "started_at": float(number)} for number in range(10_000)]
    with transaction(server.installation.engine) as session:
        session.execute(insert(SittingRow), copies)
    first = client.get("/exams", headers=JSON).json()
    assert (first["past_in_all"], first["pages"], len(first["past"])) == (10_001, 401, PAGE_ROWS)
    assert first["past"][0]["id"] == room.sitting.id
    last = client.get("/exams?page=99999", headers=JSON).json()
    assert (last["page"], [entry["id"] for entry in last["past"]]) == (401, [f"{0:016x}"])
    # Seconds of this process, which the server shares: what else the machine does costs none.
    began = time.process_time()
    for _ in range(5):
        client.get("/exams")
    assert (time.process_time() - began) / 5 < 0.5
