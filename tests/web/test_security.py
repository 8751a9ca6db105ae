"""Who gets an answer: the learner's own browser, from the dashboard's own pages; and what every answer carries."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from gradatim.errors import UserError
from gradatim.web.access import LINK_SECONDS, SESSION_SECONDS, Access, read_key
from gradatim.web.security import CONTENT_SECURITY_POLICY, HEADERS, cookie_name
from gradatim.web.server import Server

DRILL = "/drills/stop-at-accuracy"


def test_the_link_signs_in_once(stranger: TestClient, server: Server) -> None:
    link = server.access.new_link()
    assert stranger.get("/").status_code == 401
    first = stranger.get(f"/enter?key={link}")
    assert (first.status_code, first.headers["location"]) == (303, "/")
    flags = first.headers["set-cookie"].lower()
    assert all(flag in flags for flag in ("httponly", "samesite=strict", "path=/", f"max-age={int(SESSION_SECONDS)}"))
    assert stranger.get("/").status_code == 200
    stranger.cookies.clear()
    assert stranger.get(f"/enter?key={link}").status_code == 401
    assert stranger.get("/enter").status_code == 401


def test_a_link_ages_and_so_does_a_session() -> None:
    clock = [1_000.0]
    access = Access(b"k" * 32, now=lambda: clock[0])
    link, cookie = access.new_link(), access.new_session()
    assert access.session(cookie) is not None
    clock[0] += LINK_SECONDS + 1
    assert access.redeem(link) is None
    clock[0] += SESSION_SECONDS
    assert access.session(cookie) is None


def test_a_session_survives_a_restart_and_no_other_key(tmp_path: Path) -> None:
    key = read_key(tmp_path)
    cookie = Access(key).new_session()
    assert Access(read_key(tmp_path)).session(cookie) is not None
    assert Access(b"x" * 32).session(cookie) is None
    assert (tmp_path / "dashboard.key").stat().st_mode & 0o777 == 0o600
    (tmp_path / "dashboard.key").write_bytes(b"short")
    with pytest.raises(UserError, match="32 bytes"):
        read_key(tmp_path)


@pytest.mark.parametrize("cookie", ["", ".", "a.b.c", "a.9999999999.", "é.9999999999.ü", "x" * 5000, "a.nan.b"])
def test_a_forged_session_is_none(stranger: TestClient, cookie: str) -> None:
    name = cookie_name(8750)
    answer = stranger.get("/", headers=[(b"cookie", f"{name}={cookie}".encode("latin-1", "replace"))])
    assert answer.status_code == 401


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8750", "127.0.0.1.evil.example", "", "localhost.:8750"])
def test_a_name_that_was_made_to_point_here_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Map of skills" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8750", "127.0.0.1:9000", "LOCALHOST:8750", "[::1]:8750"])
def test_the_machines_own_names_are_hosts(stranger: TestClient, host: str) -> None:
    assert stranger.get("/static/icon.svg", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "https://127.0.0.1:8750"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_page_changes_nothing_even_with_token_and_session(
    client: TestClient, server: Server, headers: dict[str, str]
) -> None:
    assert client.post(f"{DRILL}/begin", headers=headers).status_code == 403
    assert server.practice is None


def test_a_form_without_its_token_changes_nothing(client: TestClient, server: Server) -> None:
    token = client.headers.pop("X-CSRF-Token")
    assert client.post(f"{DRILL}/begin").status_code == 403
    assert client.post(f"{DRILL}/begin", data={"csrf_token": token[::-1]}).status_code == 403
    assert client.post(f"{DRILL}/begin", headers=[(b"x-csrf-token", b"\xfc")]).status_code == 403
    other = server.access.session(server.access.new_session())
    assert other is not None
    assert client.post(f"{DRILL}/begin", data={"csrf_token": server.access.csrf_token(other)}).status_code == 403
    assert server.practice is None
    own = {"Origin": "http://127.0.0.1:8750", "Sec-Fetch-Site": "same-origin"}
    assert client.post(f"{DRILL}/begin", data={"csrf_token": token}, headers=own).status_code == 303
    assert server.practice is not None


def test_every_route_that_changes_something_wants_the_token(client: TestClient) -> None:
    """A route that is added later is caught here, whatever its router."""
    del client.headers["X-CSRF-Token"]
    document = client.get("/openapi.json").json()
    unsafe = [
        (method, re.sub(r"\{[^}]*\}", "1", path))
        for path, item in document["paths"].items()
        for method in item
        if method not in ("get", "head")
    ]
    assert len(unsafe) > 3
    for method, path in unsafe:
        assert client.request(method, path, json={}).status_code in (403, 422), (method, path)
        assert client.request(method, path, content=b"csrf_token=x").status_code in (403, 422), (method, path)


def test_nothing_is_answered_without_a_session(stranger: TestClient, client: TestClient) -> None:
    paths = [re.sub(r"\{[^}]*\}", "1", path) for path in client.get("/openapi.json").json()["paths"]]
    stranger.cookies.clear()
    for path in [*paths, "/openapi.json", "/nothing"]:
        if path != "/enter":
            assert stranger.get(path).status_code == 401, path


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/?format=json", 200),
        ("GET", "/nothing", 404),
        ("GET", "/static/nothing.css", 404),
        ("GET", "/static/", 404),
        ("GET", "/static/gradatim.css", 200),
        ("GET", "/static/../app.py", 404),
        ("GET", "/static/%2e%2e/app.py", 404),
        ("PUT", "/", 405),
        ("POST", "/theme", 422),
        ("GET", "/openapi.json", 200),
        ("HEAD", "/nothing", 404),
    ],
)
def test_every_kind_of_answer_carries_the_headers(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    assert answer.status_code == status
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "server" not in answer.headers
    if not path.startswith("/static/"):
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "http" not in CONTENT_SECURITY_POLICY
    assert "*" not in CONTENT_SECURITY_POLICY
    assert CONTENT_SECURITY_POLICY.startswith("default-src 'none'")


@pytest.mark.parametrize(
    "back",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: b=c"],
)
def test_the_choice_of_a_theme_leads_back_to_our_own_pages_only(client: TestClient, back: str) -> None:
    answer = client.post("/theme", data={"theme": "dark", "back": back})
    assert answer.headers["location"] == "/"
    assert client.post("/theme", data={"theme": "dark", "back": "/tasks"}).headers["location"] == "/tasks"
    assert 'data-theme="dark"' in client.get("/").text
    assert client.post("/theme", data={"theme": "pink"}).status_code == 422


def test_a_new_link_is_given_only_to_who_can_read_the_key(stranger: TestClient, server: Server) -> None:
    assert stranger.post("/link").status_code == 403
    assert stranger.post("/link", headers={"Authorization": "Bearer x"}).status_code == 403
    right = {"Authorization": f"Bearer {server.access.control_token}"}
    assert stranger.post("/link", headers=right | {"Origin": "http://evil.example"}).status_code == 403
    key = stranger.post("/link", headers=right).json()["key"]
    assert stranger.get(f"/enter?key={key}").status_code == 303


def test_a_page_holds_neither_the_sessions_cookie_nor_the_key(client: TestClient, server: Server) -> None:
    cookie = client.cookies[cookie_name(8750)]
    for path in ("/", "/doctor", "/tasks", "/openapi.json", "/doctor?format=json"):
        text = client.get(path).text
        assert cookie.split(".")[0] not in text
        assert server.access.control_token not in text
        assert server.installation.settings.split_key.get_secret_value() not in text


def test_a_mistake_of_ours_is_a_page_without_its_traceback(
    client: TestClient, server: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("gradatim.web.pages.skill_map.map_view", lambda _: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    page = BeautifulSoup(answer.text, "html.parser")
    assert "ZeroDivisionError" not in answer.text
    assert page.select_one("dl.formula dt")
    assert client.get("/", headers={"Accept": "application/json"}).json()["status"] == 500
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_the_server_listens_on_this_machine_alone() -> None:
    from gradatim.web.serve import bind

    with bind(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        port = listener.getsockname()[1]
        with pytest.raises(UserError, match=str(port)):
            bind(port)
    assert os.environ.get("GRADATIM_HOST") is None
