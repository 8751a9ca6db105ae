"""The page of a submission in a real browser: the result appears by itself, pictures load, it prints."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gradatim.data.split import Split
from gradatim.settings import Settings
from gradatim.store.blobs import BlobStore
from gradatim.store.database import open_database
from gradatim.workspace.installation import Installation
from tests.web.findings import EVIDENCE, findings_of
from tests.web.graded import Room, noisy_boxes, noisy_classes, noisy_values, open_room
from tests.web.running import RunningDashboard

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def room(dashboard: RunningDashboard, tmp_path: Path) -> Iterator[Room]:
    """Return a running sitting of the dashboard's installation."""
    own = Settings(home=dashboard.home)
    installation = Installation(own, open_database(own), BlobStore(own.blobs_folder), Split(own.split_key_bytes))
    yield open_room(installation, tmp_path, ("penguin-mass", "mail-sorting", "island-or-lake"))
    installation.engine.dispose()


def test_the_result_appears_by_itself(page: Page, room: Room, dashboard: RunningDashboard) -> None:
    from playwright.sync_api import expect

    number = room.hand_in("penguin-mass")
    page.goto(f"{dashboard.address}/submissions/{number}")
    expect(page.get_by_text("Waiting for a worker.")).to_be_visible()
    room.grade(number, noisy_values(0.2))
    expect(page.locator("#bands")).to_be_visible()
    expect(page.get_by_role("heading", name="The 24 worst examples")).to_be_visible()
    expect(page.get_by_text("Waiting for a worker.")).to_be_hidden()


@pytest.mark.parametrize(("task", "pictures"), [("mail-sorting", ".worst img"), ("island-or-lake", ".worst image")])
def test_hidden_pictures_load(page: Page, room: Room, dashboard: RunningDashboard, task: str, pictures: str) -> None:
    predict = noisy_boxes(0.1) if task == "island-or-lake" else noisy_classes(2.0)
    number = room.hand_in(task, predict)
    answered: list[int] = []
    page.on("response", lambda answer: answered.append(answer.status) if answer.url.endswith(".png") else None)
    page.goto(f"{dashboard.address}/submissions/{number}", wait_until="networkidle")
    assert page.locator(pictures).count() == 24
    assert answered == [200] * 24


def test_a_printed_page_fits_the_paper(page: Page, room: Room, dashboard: RunningDashboard) -> None:
    number = room.hand_in("mail-sorting", noisy_classes(2.0))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 670, "height": 950})
    page.goto(f"{dashboard.address}/submissions/{number}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.get_by_role("navigation").count() == 0
    assert page.locator("figure summary").first.is_hidden()
    page.locator("figure details").first.evaluate("(one) => { one.open = true; }")
    assert page.locator("figure table").first.is_visible()


def test_with_every_finding_and_all_data_open_axe_finds_nothing_and_nothing_is_too_wide(
    page: Page, room: Room, dashboard: RunningDashboard
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = [one for finding_id in sorted(EVIDENCE) for one in findings_of(finding_id)]
    number = room.hand_in("mail-sorting", noisy_classes(2.0), findings=found)
    for address in (f"/submissions/{number}", f"/exams/{room.sitting.id}/report"):
        page.goto(f"{dashboard.address}{address}")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for width, theme in ((390, "dark"), (1440, "light")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
            violations = Axe().run(page).response["violations"]
            assert [(one["id"], one["nodes"][0]["html"][:160]) for one in violations] == []
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
