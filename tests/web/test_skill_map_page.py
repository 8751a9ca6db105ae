"""The map: every skill, its evidence, the next step; as a page and as JSON."""

from __future__ import annotations

from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from gradatim.bank.drill_reader import load_drills
from gradatim.bank.skills import load_skills
from gradatim.drills.verdict import DrillOutcome, DrillVerdict
from gradatim.web.server import Server


def test_the_map_names_every_skill_once(client: TestClient) -> None:
    page = BeautifulSoup(client.get("/").text, "html.parser")
    links = [str(link["href"]) for link in page.select("a.skill")]
    assert links == [f"/skills/{skill}" for skill in load_skills()]


def test_a_pass_shows_at_once_with_the_skills_state(client: TestClient, server: Server) -> None:
    drill = next(iter(load_drills().values()))
    before = client.get("/?format=json").json()
    assert before["states"] == {"shown": 0, "practised": 0, "begun": 0, "new": len(load_skills())}
    assert before["next_step"]["drill"] == drill.id
    assert before["practice_begun"] is False
    server.make_practice()
    assert server.progress is not None
    server.progress.record(DrillVerdict(drill.id, DrillOutcome.PASSED, (), None, "", 0.1), "x = 1")
    after = client.get("/", headers={"Accept": "application/json"}).json()
    assert after["states"]["begun"] == 1
    assert after["areas"][0]["skills"][0]["latest"]["id"] == drill.id
    assert after["next_step"]["drill"] != drill.id


def test_the_map_in_a_browser(page: Page) -> None:
    expect(page).to_have_title("Map of skills · Gradatim")
    expect(page.get_by_role("heading", name="Map of skills")).to_be_visible()
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 22, 26)"
