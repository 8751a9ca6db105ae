"""The list of tasks with the licences of their data, and the page of the machine."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bs4 import BeautifulSoup
from starlette.testclient import TestClient

from gradatim.bank.reader import load_tasks
from gradatim.data.catalogue import list_datasets
from gradatim.web.examination import Examination
from gradatim.web.server import Server
from gradatim.workspace.doctor import Check, DoctorReport, State
from tests.web.running import wait_until


def test_every_task_and_every_licence_is_on_the_page(client: TestClient) -> None:
    page = BeautifulSoup(client.get("/tasks").text, "html.parser")
    for task in load_tasks():
        row = page.select_one(f"article[id='{task.id}']")
        assert row is not None
        assert task.title in row.text
        assert {str(link["href"]) for link in row.select("a[href^='#data-']")} == {
            f"#data-{dataset.id}" for dataset in task.datasets
        }
    for dataset in list_datasets():
        row = page.select_one(f"article[id='data-{dataset.id}']")
        assert row is not None
        for words in (dataset.title, dataset.licence, dataset.attribution, dataset.source):
            assert " ".join(words.split()) in " ".join(row.text.split())


def test_the_examination_is_made_once_and_again_on_demand(client: TestClient, server: Server) -> None:
    examined = threading.Event()
    made: list[Path] = []

    def examine(folder: Path, on_group: Callable[[str], None]) -> DoctorReport:
        made.append(folder)
        on_group("sandbox")
        assert examined.wait(20)
        bad = Check(id="sandbox", title="Sandbox", state=State.PROBLEM, received="<b>none</b>", expected="full",
                    next_step="docs/threat-model.md")  # fmt: skip
        return DoctorReport(gradatim="0", examined_at=datetime.now(UTC), checks=[bad])

    server.examination = Examination(server.place, examine)
    client.get("/doctor")
    wait_until(lambda: "Examining sandbox" in client.get("/doctor").text)
    assert "data-again" in client.get("/doctor").text
    client.post("/doctor")
    examined.set()
    wait_until(lambda: client.get("/doctor?format=json").json()["report"] is not None)
    text = client.get("/doctor").text
    assert "1 problem to mend" in text
    assert "<b>none</b>" not in text
    assert "data-again" not in text
    assert made == [server.place.parent]
    client.post("/doctor")
    wait_until(lambda: len(made) == 2)


def test_an_examination_that_breaks_off_says_so(client: TestClient, server: Server) -> None:
    server.examination = Examination(server.place, lambda _folder, _group: 1 / 0)  # type: ignore[arg-type,return-value]
    client.get("/doctor")
    wait_until(lambda: "broke off" in client.get("/doctor").text)


def test_what_is_stored_is_counted(client: TestClient, server: Server) -> None:
    server.examination = Examination(server.place, lambda _folder, _group: _report())
    stored = client.get("/doctor?format=json").json()["storage"]
    assert stored["home"] == str(server.installation.settings.home)
    assert (stored["submissions"], stored["models"], stored["sittings"]) == (0, 0, 0)
    assert stored["database_bytes"] > 0


def _report() -> DoctorReport:
    return DoctorReport(gradatim="0", examined_at=datetime.now(UTC), checks=[])
