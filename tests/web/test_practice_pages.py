"""The pages of a skill and of a drill: what they say, what their forms do, and how they follow a terminal."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from gradatim.bank.drill_reader import load_drill, load_drills
from gradatim.bank.note import load_note
from gradatim.bank.reader import load_tasks
from gradatim.bank.skills import load_skills
from gradatim.drills.verdict import CheckResult, CheckState, DrillOutcome, DrillVerdict
from gradatim.mastery.progress import Progress
from gradatim.web.server import Server
from gradatim.workspace.practice_folder import PracticeFolder
from tests.web.running import RunningDashboard

DRILL = "stop-at-accuracy"


def test_every_skill_has_its_page_with_note_drills_and_tasks(client: TestClient) -> None:
    for skill in load_skills():
        page = BeautifulSoup(client.get(f"/skills/{skill}").text, "html.parser")
        drills = [drill.id for drill in load_drills().values() if drill.skill == skill]
        tasks = [task.id for task in load_tasks() if skill in task.skills]
        assert [str(link["href"]) for link in page.select(".entries a[href^='/drills/']")] == [
            f"/drills/{drill}" for drill in drills
        ]
        assert [str(link["href"]) for link in page.select(".entries a[href^='/tasks#']")] == [
            f"/tasks#{task}" for task in tasks
        ]
        assert [heading.text for heading in page.select(".prose h2")][:2] == list(load_note(skill).headings)[:2]


def test_every_drill_has_its_page(client: TestClient) -> None:
    for drill in load_drills().values():
        page = BeautifulSoup(client.get(f"/drills/{drill.id}").text, "html.parser")
        heading = page.select_one("h1")
        assert heading is not None
        assert heading.text == drill.title
        assert drill.hints[0] not in page.text


def test_a_program_of_a_note_is_coloured_and_escaped(client: TestClient) -> None:
    page = BeautifulSoup(client.get("/skills/nn.callbacks").text, "html.parser")
    program = page.select_one(".code[data-copy] code")
    assert program is not None
    assert program.text == next(load_note("nn.callbacks").programs()).source
    assert program.select(".tok-kn")


def test_what_is_not_in_the_bank_is_named(client: TestClient) -> None:
    for path, received in (("/skills/nn.trian", "nn.trian"), ("/drills/stop-at", "stop-at")):
        answer = client.get(path)
        assert answer.status_code == 404
        assert received in BeautifulSoup(answer.text, "html.parser").select("dd")[0].text
    hostile = BeautifulSoup(client.get("/drills/<script>alert(1)</script>").text, "html.parser")
    assert len(hostile.select("script")) == 1


def test_begin_puts_the_drill_where_the_terminal_finds_it(client: TestClient, server: Server) -> None:
    drill = load_drill(DRILL)
    assert "Begin this drill" in client.get(f"/drills/{DRILL}").text
    assert client.post(f"/drills/{DRILL}/begin").headers["location"] == f"/drills/{DRILL}"
    folder = PracticeFolder(server.place)
    assert folder.read_answer(drill) == drill.starter.read_text(encoding="utf-8")
    assert folder.open_progress().current == DRILL
    twin = client.get(f"/drills/{DRILL}?format=json").json()
    assert (twin["current"], twin["laid_out"], twin["answer"]) == (True, True, str(folder.answer_of(drill)))
    # A second time changes nothing of the learner's.
    folder.answer_of(drill).write_text("mine = 1\n", encoding="utf-8")
    client.post(f"/drills/{DRILL}/begin")
    assert folder.read_answer(drill) == "mine = 1\n"


def test_hints_come_one_by_one_and_are_taken_note_of(client: TestClient, server: Server) -> None:
    drill = load_drill(DRILL)
    for number in (1, 2, 2):
        answer = client.post(f"/drills/{DRILL}/hint")
        assert answer.headers["location"] == f"/drills/{DRILL}#hint-{number}"
        assert client.get(f"/drills/{DRILL}?format=json").json()["hints"] == list(drill.hints[:number])
    assert server.progress is not None
    assert server.progress.records()[DRILL].hints == 2
    assert "Show the" not in client.get(f"/drills/{DRILL}").text


def test_a_verdict_is_shown_whole_and_escaped(client: TestClient, server: Server) -> None:
    server.make_practice()
    assert server.progress is not None
    server.progress.record(_failed("<img src=x onerror=alert(1)>"), "x")
    page = BeautifulSoup(client.get(f"/drills/{DRILL}").text, "html.parser")
    assert not page.select("img")
    verdict = page.select_one("#verdict")
    assert verdict is not None
    words = " ".join(verdict.text.split())
    for part in ("does not pass yet", "1 of 3 checks pass", "<img src=x onerror=alert(1)>", "line 12", "not run yet"):
        assert part in words


def test_a_page_of_a_drill_follows_the_terminal(page: Page, dashboard: RunningDashboard) -> None:
    page.goto(f"{dashboard.address}/drills/{DRILL}")
    page.get_by_role("button", name="Begin this drill").click()
    expect(page.get_by_text("Run gradatim watch in a terminal")).to_be_visible()
    page.get_by_role("button", name="Show the first hint").click()
    expect(page.locator("#hint-1")).to_be_visible()
    progress = Progress(PracticeFolder(dashboard.folder / "practice").progress_path)
    progress.record(_failed("True"), "x")
    expect(page.locator("#verdict")).to_contain_text("does not pass yet")
    passed = DrillVerdict(DRILL, DrillOutcome.PASSED, (CheckResult("a", "Stops", CheckState.PASSED),), None, "", 0.4)
    progress.record(passed, "y")
    progress.close()
    expect(page.locator("#verdict .big-state")).to_contain_text("passes")
    # Nothing that was open on the page is gone.
    expect(page.locator("#hint-1")).to_be_visible()


def test_the_copy_button_copies_the_program(page: Page, dashboard: RunningDashboard) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=dashboard.address)
    page.goto(f"{dashboard.address}/skills/nn.callbacks")
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == next(load_note("nn.callbacks").programs()).source


def test_the_keyboard_alone_leads_from_the_map_to_a_drill(page: Page, dashboard: RunningDashboard) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/drills/"))
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    page.keyboard.press("Tab")
    assert page.evaluate(outline) == "solid"


def _failed(received: str) -> DrillVerdict:
    checks = (
        CheckResult("check_a", "Stops after the first good epoch", CheckState.PASSED),
        CheckResult("check_b", "Goes on below the target", CheckState.FAILED, "False", received, "Compare.", 12),
        CheckResult("check_c", "Reads the metric by its full name", CheckState.NOT_RUN),
    )
    return DrillVerdict(DRILL, DrillOutcome.FAILED, checks, None, "", 1.2)
