"""What is too large is refused by its declared length, or as soon as more has come, and is kept nowhere."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from gradatim.web import body_limit
from gradatim.web.app import create_app
from gradatim.web.security import cookie_name
from gradatim.web.server import Server
from tests.web.conftest import BASE
from tests.web.graded import Room, open_room
from tests.web.handed_in import TASK, model_file

BOUNDARY = b"--b"
HEAD = (
    BOUNDARY
    + b'\r\nContent-Disposition: form-data; name="model"; filename="m.keras"\r\n'
    + b"Content-Type: application/octet-stream\r\n\r\n"
)
FORM = {"Content-Type": "multipart/form-data; boundary=b"}


@pytest.fixture
def room(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """Return a running sitting; nothing is graded."""
    monkeypatch.setattr("gradatim.web.keeper.Keeper.call", lambda _: None)
    return open_room(server.installation, tmp_path / "exam", [TASK])


def most(room: Room) -> int:
    """Return how large a model of the room's only task may be."""
    return room.tasks[0].limits.file_bytes


def kept(server: Server) -> list[Path]:
    """Return all files that an upload has left."""
    return [path for path in (server.installation.settings.home / "uploads").rglob("*") if path.is_file()]


def test_a_form_that_declares_too_much_is_refused_before_a_byte_is_read(
    server: Server, client: TestClient, room: Room
) -> None:
    cookie = client.cookies[cookie_name(8750)]
    asked: list[str] = []
    sent: list[Any] = []

    async def receive() -> Any:
        asked.append("more")
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = {
        "host": "127.0.0.1:8750",
        "cookie": f"{cookie_name(8750)}={cookie}",
        "content-type": FORM["Content-Type"],
        "content-length": str(most(room) * 3),
        "expect": "100-continue",
        "accept": "application/json",
    }
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": f"/exams/{room.sitting.id}/categories/1",
        "raw_path": b"",
        "query_string": b"",
        "root_path": "",
        "server": ("127.0.0.1", 8750),
        "client": ("127.0.0.1", 1),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(create_app(server)(scope, receive, send))
    assert sent[0]["status"] == 413
    assert asked == []
    assert b"Expected a file of at most" in sent[1]["body"]
    assert (b"connection", b"close") in sent[0]["headers"]


def test_a_form_without_a_length_is_refused_as_soon_as_it_is_too_large(
    server: Server, client: TestClient, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_limit, "READ_AWAY_BYTES", 0)
    taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        yield HEAD
        while taken < 20 * most(room):
            taken += 2**20
            yield bytes(2**20)

    answer = client.post(f"/exams/{room.sitting.id}/categories/1", content=pieces(), headers=FORM)
    assert answer.status_code == 413
    assert "Expected a file of at most" in answer.text
    assert kept(server) == []


def test_a_browser_that_is_still_sending_gets_the_page(client: TestClient, room: Room) -> None:
    content = HEAD + bytes(most(room) + 2_000_000) + b"\r\n" + BOUNDARY + b"--\r\n"
    answer = client.post(f"/exams/{room.sitting.id}/categories/1", content=content, headers=FORM)
    assert answer.status_code == 413
    assert "<h1>" in answer.text


def test_a_model_at_its_limit_passes(client: TestClient, room: Room) -> None:
    model = model_file("a")
    assert len(model) < most(room)
    files = [("model", ("m.keras", model)), ("model", ("history.csv", b"epoch,loss\n0,1\n"))]
    assert client.post(f"/exams/{room.sitting.id}/categories/1", files=files).status_code == 303


@pytest.mark.parametrize("path", ["/uploads", "/exams", "/theme", "/exams/nothing/categories/1"])
def test_what_is_no_file_is_small(client: TestClient, path: str) -> None:
    answer = client.post(path, content=b"x" * (body_limit.PLAIN_BYTES + 1), headers={"Accept": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["expected"] == "Expected a request of at most 1.0 MB"


def test_a_stranger_is_not_counted_but_refused(stranger: TestClient, room: Room) -> None:
    answer = stranger.post(f"/exams/{room.sitting.id}/categories/1", content=b"x" * (most(room) * 2))
    assert answer.status_code == 401


def test_the_answers_are_described(client: TestClient) -> None:
    assert client.base_url == BASE
    paths = client.get("/openapi.json").json()["paths"]
    assert {"408", "413", "507"} <= set(paths["/uploads/{upload_id}"]["patch"]["responses"])
    assert {"408", "413", "507"} <= set(paths["/uploads/{upload_id}/history"]["put"]["responses"])
    assert {"413", "507"} <= set(paths["/uploads"]["post"]["responses"])
    assert {"413", "507"} <= set(paths["/exams/{sitting_id}/categories/{category}"]["post"]["responses"])
