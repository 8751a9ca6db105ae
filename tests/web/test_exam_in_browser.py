"""A candidate's exam in a real browser, with the real server, worker and grading process."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.exam_bank import small_bank
from tests.web.handed_in import linear_model
from tests.web.running import RunningDashboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response, Route

GRADED = 180_000
"""Milliseconds that a result may take on a busy machine: the worker has to start first."""
SOON = 60_000
_DROP = """([element, name, base64]) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], name));
    for (const kind of ["dragover", "drop"]) {
        element.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }));
    }
}"""


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDashboard]:
    """Return a real dashboard whose exams ask for one small model."""
    root = tmp_path_factory.mktemp("exams")
    (root / "work").mkdir()
    content = small_bank(root / "content")
    settings = {"GRADATIM_WORKER_IDLE_SECONDS": "20", "GRADATIM_CONTENT": str(content)}
    running = RunningDashboard(root / "home", root / "work", settings)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of models: `good` earns 5, `half` 2, `large` 5 as well, and `text.keras` is none."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "good.keras").write_bytes(linear_model(50.15, -5872))
    (folder / "half.keras").write_bytes(linear_model(20))
    (folder / "large.keras").write_bytes(linear_model(50.15, -5873, padding=9_000_000))
    (folder / "text.keras").write_text("not a model\n")
    return folder


_SLOW_TO_CATCH_UP = """() => {
  const fetched = window.fetch;
  window.fetch = async (address, options) => {
    if (options?.headers?.Accept === "text/html") await new Promise((resume) => setTimeout(resume, 5000));
    return fetched(address, options);
  };
}"""


def begin(page: Page, dashboard: RunningDashboard, exam: str = "practice") -> str:
    """Begin an exam in the lobby; return its id."""
    page.goto(f"{dashboard.address}/exams")
    page.get_by_role("button", name=f"Begin the {exam} exam").click()
    page.wait_for_url(re.compile(r"/exams/[0-9a-f]{16}$"), timeout=GRADED)
    return page.url.rpartition("/")[2]


def hand_in(page: Page, model: Path) -> None:
    """Choose a file on the first card, and hand it in."""
    page.set_input_files("#model-1", model)
    page.get_by_role("button", name="Hand in category 1").click()


def expect_text(page: Page, selector: str, text: str, timeout: int = SOON) -> None:
    """Wait until a part of the page says something."""
    page.locator(selector).filter(has_text=text).wait_for(state="attached", timeout=timeout)


def mark(page: Page) -> None:
    """Leave a mark that a reload would wipe out."""
    page.evaluate("document.documentElement.dataset.mark = 'here'")


def is_marked(page: Page) -> bool:
    """Whether the page has not been loaded again since."""
    return bool(page.evaluate("document.documentElement.dataset.mark === 'here'"))


def seconds_left(page: Page) -> int:
    """Return what the clock says."""
    hours, minutes, seconds = map(int, page.inner_text("#clock [data-face]").split(":"))
    return 3600 * hours + 60 * minutes + seconds


def test_a_whole_practice_exam(page: Page, dashboard: RunningDashboard, files: Path) -> None:
    sitting = begin(page, dashboard)
    [folder] = [path.parent for path in dashboard.folder.glob("exam-*/category1")]
    assert (folder / "category1" / "answer.py").is_file()
    mark(page)
    before = seconds_left(page)
    assert 3500 < before <= 3600
    expect_text(page, "#state-1", "nothing scored yet")

    hand_in(page, files / "half.keras")
    expect_text(page, "#sending-1", "safe from here on")
    expect_text(page, "#state-1", "2 of 5", GRADED)
    expect_text(page, "#total", "40 of 100 points")
    expect_text(page, "#total", "Not passing now")
    hand_in(page, files / "text.keras")
    expect_text(page, "#sending-1", "it cost nothing. Expected one model file")
    hand_in(page, files / "good.keras")
    expect_text(page, "#state-1", "5 of 5", GRADED)
    expect_text(page, "#total", "Passing now")
    expect_text(page, "#announcer", "Category 1: 5 of 5")
    expect_text(page, "#state-1", "2 submissions")
    hand_in(page, files / "half.keras")
    expect_text(page, "#sending-1", "before; same file, same score")
    assert is_marked(page), "all this was live"
    assert seconds_left(page) < before

    page.get_by_role("link", name="Finish the exam").click()
    expect_text(page, "main", "After this nothing more can be handed in")
    page.get_by_role("button", name="Finish the exam").click()
    page.wait_for_url(f"**/exams/{sitting}")
    expect_text(page, "#end", "Passed with 100 of 100 points")
    assert page.locator("[data-upload]").count() == 0
    assert (folder / "report" / "report.json").is_file()
    page.get_by_role("link", name="Open the report").click()
    expect_text(page, "h1", "Practice exam")


def test_the_next_file_may_be_handed_in_while_the_page_catches_up(
    page: Page, dashboard: RunningDashboard, files: Path
) -> None:
    begin(page, dashboard)
    page.evaluate(_SLOW_TO_CATCH_UP)
    hand_in(page, files / "text.keras")
    expect_text(page, "#sending-1", "it cost nothing")
    hand_in(page, files / "good.keras")
    expect_text(page, "#sending-1", "safe from here on")
    expect_text(page, "#state-1", "5 of 5", GRADED)


def test_a_model_dropped_on_a_card_is_handed_in_and_one_dropped_beside_it_is_not(
    page: Page, dashboard: RunningDashboard, files: Path
) -> None:
    begin(page, dashboard)
    mark(page)
    content = base64.b64encode((files / "good.keras").read_bytes()).decode()
    page.evaluate(_DROP, [page.query_selector("h1"), "beside.keras", content])
    page.evaluate(_DROP, [page.query_selector("#category-1"), "dropped.keras", content])
    expect_text(page, "#sending-1", "safe from here on")
    expect_text(page, "#state-1", "5 of 5", GRADED)
    assert is_marked(page)
    assert "dropped.keras" in page.inner_html("#state-1")
    assert "beside.keras" not in page.inner_html("main")


def test_two_tabs_follow_a_submission_from_the_terminal_and_the_end_of_the_exam(
    page: Page, dashboard: RunningDashboard, files: Path
) -> None:
    begin(page, dashboard)
    other = page.context.new_page()
    other.goto(page.url)
    for tab in (page, other):
        mark(tab)
    folder = max(dashboard.folder.glob("exam-*"), key=lambda path: path.stat().st_mtime)
    command = [sys.executable, "-m", "gradatim", "submit", "1", str(files / "good.keras")]
    done = subprocess.run(
        command, cwd=folder, env=dashboard.environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    for tab in (page, other):
        tab.bring_to_front()
        expect_text(tab, "#state-1", "5 of 5")
    finish = [*command[:3], "exam", "finish", "--yes"]
    subprocess.run(finish, cwd=folder, env=dashboard.environment, capture_output=True, timeout=120, check=True)
    for tab in (page, other):
        tab.bring_to_front()
        expect_text(tab, "#end", "Passed with 100 of 100 points")
        assert is_marked(tab)
    other.close()


def test_an_upload_survives_a_dropped_connection_and_a_reload(
    page: Page, dashboard: RunningDashboard, files: Path
) -> None:
    begin(page, dashboard)
    pieces: list[str] = []

    def drop_the_second(route: Route) -> None:
        if route.request.method == "PATCH":
            pieces.append(route.request.headers["upload-offset"])
            if len(pieces) == 2:
                route.abort("connectionreset")
                return
        route.continue_()

    page.route("**/uploads/**", drop_the_second)
    hand_in(page, files / "large.keras")
    expect_text(page, "#sending-1", "safe from here on", GRADED)
    assert pieces == ["0", "4194304", "4194304", "8388608"], "it goes on where it was"

    begin(page, dashboard)
    page.unroute("**/uploads/**")
    held: list[Route] = []

    def hold_the_second(route: Route) -> None:
        if route.request.method == "PATCH" and route.request.headers["upload-offset"] != "0":
            held.append(route)
        else:
            route.continue_()

    page.route("**/uploads/**", hold_the_second)
    hand_in(page, files / "large.keras")
    expect_text(page, "#sending-1", "4.2 MB of 9.0 MB")
    page.reload()
    page.unroute("**/uploads/**")
    sent: list[str] = []

    def note(response: Response) -> None:
        if response.request.method == "PATCH":
            sent.append(response.request.headers["upload-offset"])

    page.on("response", note)
    hand_in(page, files / "large.keras")
    expect_text(page, "#sending-1", "safe from here on", GRADED)
    assert sent == ["4194304", "8388608"]


def test_the_page_recovers_by_itself_when_the_server_is_started_again(
    page: Page, dashboard: RunningDashboard, files: Path
) -> None:
    sitting = begin(page, dashboard)
    mark(page)
    before = seconds_left(page)
    dashboard.stop()
    expect_text(page, "#connection", "The dashboard does not answer")
    hand_in(page, files / "half.keras")
    expect_text(page, "#sending-1", "does not answer; trying again")
    dashboard.start()
    expect_text(page, "#sending-1", "safe from here on", GRADED)
    page.locator("#connection").wait_for(state="hidden", timeout=SOON)
    expect_text(page, "#state-1", "2 of 5", GRADED)
    assert is_marked(page)
    assert seconds_left(page) < before, "the clock went on"
    assert page.url.endswith(sitting)


def test_an_exam_without_scripts(browser: Browser, dashboard: RunningDashboard, files: Path) -> None:
    window = browser.new_context(java_script_enabled=False)
    page = window.new_page()
    page.goto(dashboard.new_link())
    sitting = begin(page, dashboard, "full")
    hand_in(page, files / "text.keras")
    expect_text(page, "#refused", "text.keras was refused, and it cost nothing")
    page.goto(f"{dashboard.address}/exams/{sitting}")
    hand_in(page, files / "half.keras")
    page.wait_for_url(f"**/exams/{sitting}?received=*")
    expect_text(page, "#state-1", "safe from here on")
    for _ in range(GRADED // 500):
        page.get_by_role("link", name="look again").click()
        if "2 of 5" in page.inner_text("#state-1"):
            break
        page.wait_for_timeout(500)
    shown = page.inner_text("main")
    assert "2 of 5" in shown
    assert "448 g" not in page.content(), "a closed exam hides the metric"
    assert "g less" not in page.content()
    page.get_by_role("link", name="Finish the exam").click()
    page.get_by_role("button", name="Finish the exam").click()
    expect_text(page, "#end", "Not passed with 40 of 100 points")
    assert "448 g" in page.inner_text("#state-1"), "it opens when the exam has ended"
    window.close()
