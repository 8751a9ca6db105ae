"""Resumable uploads: what is interrupted goes on, what is damaged is noticed, what is accepted is never lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from gradatim.coach.history import MAX_HISTORY_BYTES
from gradatim.exams.sitting import finish as finish_sitting
from gradatim.store.database import reading, transaction
from gradatim.store.schema import JobRow, SittingRow, SubmissionRow
from gradatim.web.problems import PageError
from gradatim.web.server import Server
from gradatim.web.uploads.names import LONGEST_NAME, safe_file_name
from gradatim.web.uploads.store import HISTORY_BYTES_READ, KEPT_SECONDS, MOST_UPLOADS, Uploads
from gradatim.web.uploads.upload import announce as announced
from tests.store.small_disk import run_on_small_disk
from tests.web.graded import open_room
from tests.web.handed_in import TASK, announce, finish, hand_in, model_file, send, sha256

FILL_THE_DISK = """
import pathlib
from gradatim.web.problems import PageError
from gradatim.web.uploads import store
from gradatim.web.uploads.upload import announce
store.SPARE_BYTES = 0
uploads = store.Uploads(pathlib.Path("uploads"))
def begin(size):
    return uploads.begin(announce(sitting_id="a", category=1, file_name="m", size=size, sha256=None, begun_seconds=0))
try:
    begin(600_000)
except PageError as error:
    print(int(error.status), error.received)
upload = begin(400_000)
filler = pathlib.Path("filler")
filler.write_bytes(bytes(700_000))
try:
    with uploads.writing(upload.id, 0) as writer:
        writer.write(bytes(400_000))
except PageError as error:
    print(int(error.status), error.received)
kept = uploads.find(upload.id).offset
print(0 < kept < 400_000)
filler.unlink()
with uploads.writing(upload.id, kept) as writer:
    writer.write(bytes(400_000 - kept))
print(uploads.find(upload.id).complete)
"""


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is graded."""
    monkeypatch.setattr("gradatim.web.keeper.Keeper.call", lambda _: None)


@pytest.fixture
def client(client: TestClient) -> TestClient:
    """Return a signed-in client that asks for JSON, as programs do."""
    client.headers["Accept"] = "application/json"
    return client


@pytest.fixture
def sitting(server: Server, tmp_path: Path) -> str:
    """Return the id of a running sitting whose category 1 asks for the weight of penguins."""
    return open_room(server.installation, tmp_path / "exam", [TASK]).sitting.id


def submissions(server: Server) -> list[SubmissionRow]:
    """Return all submissions."""
    with reading(server.installation.engine) as session:
        return list(session.scalars(select(SubmissionRow).order_by(SubmissionRow.id)))


def test_a_file_in_pieces_is_one_submission_whose_receipt_is_its_hash(
    server: Server, client: TestClient, sitting: str
) -> None:
    content = model_file("a")
    receipt = hand_in(client, sitting, content)
    [row] = submissions(server)
    assert receipt == {
        "outcome": "accepted",
        "sitting": sitting,
        "category": 1,
        "file_name": "model.keras",
        "bytes": len(content),
        "sha256": sha256(content),
        "submission": row.id,
        "already": False,
        "notices": [],
    }
    assert server.installation.blobs.get(row.model_sha256).read_bytes() == content
    with reading(server.installation.engine) as session:
        assert session.scalars(select(JobRow.state)).all() == ["queued"]


def test_what_was_interrupted_goes_on_where_it_stopped(server: Server, client: TestClient, sitting: str) -> None:
    content = model_file("b", size=5000)
    first = announce(client, sitting, content)
    send(client, first["id"], 0, content[:1000])
    assert client.get(f"/uploads/{first['id']}").json()["offset"] == 1000
    # The page was loaded again: the same file, announced anew.
    again = announce(client, sitting, content, file_name="renamed.keras")
    assert (again["id"], again["offset"]) == (first["id"], 1000)
    # A server that was started again knows of it too.
    assert Uploads(server.installation.settings.home / "uploads").find(first["id"]).offset == 1000
    send(client, first["id"], 1000, content[1000:])
    assert finish(client, first["id"]).json()["sha256"] == sha256(content)


def test_a_piece_at_the_wrong_place_is_refused_and_the_right_place_named(client: TestClient, sitting: str) -> None:
    content = model_file("c")
    upload = announce(client, sitting, content)["id"]
    send(client, upload, 0, content[:100])
    for wrong in (0, 50, 101):
        answer = send(client, upload, wrong, content[100:])
        assert answer.status_code == 409
        assert answer.json()["expected"] == "Expected the piece that begins at byte 100"
    assert client.get(f"/uploads/{upload}").json()["offset"] == 100


def test_the_same_file_again_is_not_sent_again(server: Server, client: TestClient, sitting: str) -> None:
    content = model_file("d")
    first = hand_in(client, sitting, content)
    again = announce(client, sitting, content)
    assert again["id"] == ""
    assert again["receipt"] == first | {"already": True}
    assert len(submissions(server)) == 1


def test_an_answer_that_got_lost_can_be_had_again(server: Server, client: TestClient, sitting: str) -> None:
    content = model_file("e")
    upload = announce(client, sitting, content)["id"]
    send(client, upload, 0, content)
    first = finish(client, upload)
    assert finish(client, upload).json() == first.json()
    assert client.get(f"/uploads/{upload}").json()["receipt"] == first.json()
    assert len(submissions(server)) == 1
    assert not list((server.installation.settings.home / "uploads" / upload).glob("model/*"))


@pytest.mark.parametrize("when", ["beginning", "end"])
def test_another_file_than_the_announced_one_is_refused_and_forgotten(
    server: Server, client: TestClient, sitting: str, when: str
) -> None:
    content = model_file("f")
    damaged = content[:50] + b"?" + content[51:]
    wrong = {"sha256": sha256(content)}
    upload = announce(client, sitting, damaged, **(wrong if when == "beginning" else {"sha256": None}))["id"]
    send(client, upload, 0, damaged)
    answer = finish(client, upload, **(wrong if when == "end" else {}))
    assert answer.status_code == 422
    assert answer.json()["expected"].endswith(sha256(content))
    assert answer.json()["received"].startswith(sha256(damaged))
    assert submissions(server) == []
    assert client.get(f"/uploads/{upload}").status_code == 404


def test_an_unfinished_file_cannot_be_handed_in(server: Server, client: TestClient, sitting: str) -> None:
    content = model_file("g")
    upload = announce(client, sitting, content)["id"]
    send(client, upload, 0, content[:-1])
    answer = finish(client, upload)
    assert answer.status_code == 409
    assert answer.json()["next_step"] == f"send the rest, from byte {len(content) - 1} on"
    assert submissions(server) == []


def test_a_file_that_is_too_large_is_refused_before_its_first_byte(client: TestClient, sitting: str) -> None:
    answer = client.post(
        "/uploads", json={"sitting": sitting, "category": 1, "file_name": "model.keras", "bytes": 10_000_001}
    )
    assert answer.status_code == 413
    assert answer.json()["expected"] == "Expected a file of at most 10.0 MB"
    assert "compile=False" in answer.json()["next_step"]


def test_more_bytes_than_were_announced_are_refused(client: TestClient, sitting: str) -> None:
    content = model_file("h")
    upload = announce(client, sitting, content)["id"]
    assert send(client, upload, 0, content + b"more").status_code == 413
    assert send(client, upload, 0, content).status_code == 200


def test_what_the_preflight_refuses_costs_nothing_and_says_why(
    server: Server, client: TestClient, sitting: str
) -> None:
    upload = announce(client, sitting, b"a text\n", file_name="../../\u202emodel\x1b[31m.txt")["id"]
    send(client, upload, 0, b"a text\n")
    receipt = finish(client, upload).json()
    assert receipt["outcome"] == "refused"
    assert receipt["submission"] is None
    assert "model[31m.txt is a text file" in receipt["notices"][0]["message"]
    assert submissions(server) == []


def test_the_course_of_the_training_travels_with_the_model(server: Server, client: TestClient, sitting: str) -> None:
    content, csv = model_file("m"), "epoch,loss\n" + "".join(f"{epoch},{1 / (epoch + 1)}\n" for epoch in range(20))
    upload = announce(client, sitting, content, file_name="../history.keras")["id"]
    send(client, upload, 0, content)
    assert client.put(f"/uploads/{upload}/history", content=csv.encode()).status_code == 204
    assert finish(client, upload).json()["outcome"] == "accepted"
    [row] = submissions(server)
    assert row.history_sha256 == sha256(csv.encode())


def test_a_history_that_is_too_large_costs_nothing(server: Server, client: TestClient, sitting: str) -> None:
    assert HISTORY_BYTES_READ == MAX_HISTORY_BYTES + 1
    content = model_file("n")
    upload = announce(client, sitting, content)["id"]
    send(client, upload, 0, content)
    assert client.put(f"/uploads/{upload}/history", content=b"1" * 3_000_000).status_code == 204
    assert finish(client, upload).json()["outcome"] == "accepted"
    [row] = submissions(server)
    assert row.history_sha256 is None
    assert "1,000,000 bytes" in (row.history_json or "")


def test_a_full_disk_keeps_what_has_come_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    assert run_on_small_disk(tmp_path / "disk", FILL_THE_DISK).split("\n")[:4] == [
        "507 no space left on device; nothing was recorded",
        "507 no space left on device; nothing was recorded",
        "True",
        "True",
    ]


def test_one_sender_at_a_time(server: Server, client: TestClient, sitting: str) -> None:
    content = model_file("i")
    upload = announce(client, sitting, content)["id"]
    with server.uploads.writing(upload, 0) as writer:
        writer.write(content[:10])
        assert send(client, upload, 10, content[10:]).status_code == 409
    assert send(client, upload, 10, content[10:]).status_code == 200


def test_an_announced_file_counts_from_its_beginning_even_if_the_bell_rings_meanwhile(
    server: Server, client: TestClient, sitting: str
) -> None:
    known, unknown = model_file("j"), model_file("k")
    in_time = announce(client, sitting, known)["id"]
    without_hash = announce(client, sitting, unknown, sha256=None)["id"]
    with transaction(server.installation.engine) as session:
        session.get_one(SittingRow, sitting).elapsed_seconds = 18_000.0
    send(client, in_time, 0, known)
    send(client, without_hash, 0, unknown)
    assert finish(client, in_time).json()["outcome"] == "accepted"
    [row] = submissions(server)
    assert row.elapsed_seconds is not None
    assert row.elapsed_seconds < 60
    late = finish(client, without_hash)
    assert late.status_code == 409
    assert "after the bell" in late.json()["received"]
    after = client.post("/uploads", json={"sitting": sitting, "category": 1, "file_name": "m", "bytes": 5})
    assert after.status_code == 409


def test_a_finished_exam_takes_nothing_any_more(server: Server, client: TestClient, sitting: str) -> None:
    finish_sitting(server.installation.engine, sitting)
    answer = client.post("/uploads", json={"sitting": sitting, "category": 1, "file_name": "m", "bytes": 5})
    assert answer.status_code == 409
    assert "gradatim exam finish" in answer.json()["received"]


@pytest.mark.parametrize(("sitting_id", "category"), [("0" * 16, 1), (None, 7)])
def test_an_unknown_place_is_not_found(client: TestClient, sitting: str, sitting_id: str | None, category: int) -> None:
    wanted = {"sitting": sitting_id or sitting, "category": category, "file_name": "m", "bytes": 5}
    assert client.post("/uploads", json=wanted).status_code == 404


def test_without_the_token_of_a_form_nothing_is_taken(client: TestClient, sitting: str) -> None:
    content = model_file("l")
    upload = announce(client, sitting, content)["id"]
    del client.headers["X-CSRF-Token"]
    assert send(client, upload, 0, content).status_code == 403
    assert client.delete(f"/uploads/{upload}").status_code == 403
    assert client.get(f"/uploads/{upload}").json()["offset"] == 0


def test_leftovers_go_after_a_day_and_too_many_at_once_are_turned_away(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads")

    def begin(number: int) -> str:
        return uploads.begin(
            announced(sitting_id="a", category=1, file_name="m", size=number, sha256=f"{number:064}", begun_seconds=0.0)
        ).id

    ids = [begin(number) for number in range(1, MOST_UPLOADS + 1)]
    with pytest.raises(PageError, match="unfinished uploads"):
        begin(MOST_UPLOADS + 1)
    assert begin(1) == ids[0]
    uploads.close(ids[0], "{}")
    begin(MOST_UPLOADS + 1)
    assert uploads.remove_leftovers() == 0
    for path in (tmp_path / "uploads" / ids[1]).rglob("*"):
        os.utime(path, (0, 0))
    os.utime(tmp_path / "uploads" / ids[1], (0, 0))
    assert uploads.remove_leftovers() == 1
    with pytest.raises(PageError, match="not finished"):
        uploads.find(ids[1])
    assert uploads.remove_leftovers(now=KEPT_SECONDS * 1e6) == MOST_UPLOADS


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("model.keras", "model.keras"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\windows\\model.h5", "model.h5"),
        ("..", "model"),
        ("", "model"),
        (".hidden.keras", "hidden.keras"),
        ("a\x00b\nc.keras", "abc.keras"),
        ("CON<>:|?*.keras", "CON.keras"),
        ("модель.keras", "модель.keras"),
        ("x" * 500 + ".keras", "x" * (LONGEST_NAME - 6) + ".keras"),
        ("🦆" * 90 + ".keras", "🦆" * 48 + ".keras"),
    ],
)
def test_a_file_name_becomes_safe_and_stays_readable(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe
    assert len(safe_file_name(name).encode()) <= 255
