"""Pages that are kept: made anew when what they show has changed, for each session its own, and not more often."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from gradatim.exams.sitting import touch
from gradatim.web.app import create_app
from gradatim.web.pages import report, room, skill_map
from gradatim.web.security import cookie_name
from gradatim.web.server import Server
from gradatim.web.views import learner
from tests.web.conftest import BASE
from tests.web.graded import Room, noisy_values, open_room
from tests.web.handed_in import TASK
from tests.web.running import csrf_token


@pytest.fixture(autouse=True)
def no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here is graded."""
    monkeypatch.setattr("gradatim.web.keeper.Keeper.call", lambda _: None)


@pytest.fixture(autouse=True)
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all of it happen within one minute of the clock."""
    monkeypatch.setattr("gradatim.web.kept._GOOD_FOR_SECONDS", 10 * time.time())
    monkeypatch.setattr(learner, "_REVIEWS_GOOD_FOR_SECONDS", 10 * time.time())


@pytest.fixture
def exam(server: Server, tmp_path: Path) -> Room:
    """Return a running sitting of one category, in which one model was scored."""
    opened = open_room(server.installation, tmp_path / "exam", [TASK])
    opened.hand_in(TASK, noisy_values(0.1))
    return opened


class Counted:
    """A function that counts its calls."""

    def __init__(self, function: Callable[..., object]) -> None:
        self._function = function
        self.calls = 0

    def __call__(self, *arguments: object, **named: object) -> object:
        self.calls += 1
        return self._function(*arguments, **named)


def counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> Counted:
    function = Counted(getattr(module, name))
    monkeypatch.setattr(module, name, function)
    return function


def test_a_stored_exam_clock_makes_nothing_anew_and_a_result_everything_that_shows_it(
    client: TestClient, server: Server, exam: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = counted(monkeypatch, learner, "_read")
    drawn = counted(monkeypatch, skill_map, "answer")
    cards = counted(monkeypatch, room, "part_for")
    address = f"/exams/{exam.sitting.id}"
    for _ in range(3):
        client.get("/")
        assert "1 submission<" in client.get(address).text
        touch(server.installation.engine, exam.sitting.id)
    assert (read.calls, drawn.calls, cards.calls) == (1, 1, 1)

    exam.hand_in(TASK, noisy_values(0.05))
    assert "2 submissions<" in client.get(address).text
    client.get("/")
    assert (read.calls, drawn.calls, cards.calls) == (2, 2, 2)


def test_the_report_of_an_exam_that_ended_is_drawn_once(
    client: TestClient, exam: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = counted(monkeypatch, report, "answer")
    address = f"/exams/{exam.sitting.id}/report"
    assert {client.get(address).status_code for _ in range(2)} == {200}
    assert drawn.calls == 2  # it runs, and its time passes
    exam.finish()
    assert "by the candidate" in client.get(address).text
    assert client.get(address, headers={"Accept": "application/json"}).json()["report"]["sitting"]["finished_at"]
    assert client.get(address).status_code == 200
    assert drawn.calls == 4  # once as a page, once as JSON


def test_each_session_gets_its_own_forms(server: Server, client: TestClient, exam: Room) -> None:
    other = TestClient(create_app(server), base_url=BASE)
    other.cookies.set(cookie_name(8750), server.access.new_session())
    for address in ("/", "/skills/nn.train", "/tasks", f"/exams/{exam.sitting.id}"):
        pages = [one.get(address).text for one in (client, other, client, other)]
        tokens = [csrf_token(page) for page in pages]
        assert tokens[0] == tokens[2] != tokens[1] == tokens[3]
        for page, token in zip(pages, tokens, strict=True):
            assert set(re.findall(r'name="csrf_token" value="([^"]+)"', page)) == {token}
