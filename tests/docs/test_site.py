"""The documentation site is whole: every page, link and anchor is there, and it needs nothing from elsewhere."""

from __future__ import annotations

import functools
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page
from scripts.pages.reference.commands import all_commands
from scripts.pages.reference.files import FORMATS, keys_of
from scripts.pages.reference.kinds import SECTIONS
from scripts.site.check_links import Site

from gradatim.bank.drill_reader import load_drills
from gradatim.bank.findings import FINDINGS
from gradatim.bank.reader import load_tasks
from gradatim.bank.skills import load_skills
from gradatim.data.catalogue import list_datasets
from gradatim.settings import Settings


@functools.cache
def read(site: Site, place: str) -> BeautifulSoup:
    return BeautifulSoup((site.folder / place).read_text(encoding="utf-8"), "html.parser")


def first_column(site: Site, place: str) -> list[str]:
    """Return what stands in the first cell of each row, in all tables of a page."""
    return [cell.get_text() for cell in read(site, place).select("article tbody tr > :first-child")]


def test_every_link_leads_somewhere_and_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    assert site.problems() == []
    assert sum(len(page.links) for page in site.pages.values()) > 5_000


def test_every_command_has_a_section_with_its_options(site: Site) -> None:
    commands = list(all_commands())
    assert {"start", "exam start", "handbook", "task verify"} <= {command.words for command in commands}
    for command in commands:
        heading = read(site, "reference/commands.html").find(id=f"gradatim-{command.words.replace(' ', '-')}")
        assert heading is not None, command.words
        following = heading.find_next_siblings()
        end = next((place for place, tag in enumerate(following) if tag.name == "h2"), len(following))
        section = " ".join(tag.get_text() for tag in following[:end])
        for option in (option for parameter in command.made.params for option in parameter.opts if "--" in option):
            assert option in section, f"{command.words} {option}"


def test_every_setting_is_there(site: Site) -> None:
    assert first_column(site, "settings.html") == [f"GRADATIM_{name.upper()}" for name in Settings.model_fields]


def test_every_finding_has_a_section_and_a_place_in_the_coachs_table(site: Site) -> None:
    page = read(site, "reference/findings.html")
    listed = " ".join(first_column(site, "coach.html"))
    for finding in FINDINGS:
        assert page.find("h2", id=finding) is not None, finding
        assert finding in listed or finding in read(site, "coach.html").get_text(), finding


def test_every_kind_of_task_drill_dataset_and_result_is_explained(site: Site) -> None:
    rows = {
        row.select_one("td, th").get_text(): row.get_text()  # type: ignore[union-attr]
        for row in read(site, "reference/kinds.html").select("article tbody tr")
    }
    for _, kind, _ in SECTIONS:
        for member in kind:
            assert len(rows[str(member.value)]) > len(str(member.value)) + 3, member


@pytest.mark.parametrize("entry", FORMATS, ids=lambda entry: entry.id)
def test_every_key_of_every_file_is_explained(site: Site, entry: object) -> None:
    keys = [key.place for key in keys_of(entry.model)]  # type: ignore[attr-defined]
    assert set(keys) <= set(first_column(site, "reference/files.html"))


def links_of(site: Site, place: str) -> set[str]:
    return set(site.pages[(site.folder / place).resolve()].links)


def test_every_skill_leads_to_its_page_and_every_drill_task_and_dataset_is_listed(site: Site) -> None:
    assert {f"note/{skill}.html" for skill in load_skills()} <= links_of(site, "skills-coverage.html")
    assert {f"drill/{drill}.html" for drill in load_drills()} <= links_of(site, "drills.html")
    assert {f"tasks/{task.id}.html" for task in load_tasks()} <= links_of(site, "bank.html")
    for task in load_tasks():
        assert f"../exam/{task.id}/index.html" in links_of(site, f"tasks/{task.id}.html")
    for drill in load_drills().values():
        assert f"../drill/{drill.id}.html" in links_of(site, f"note/{drill.skill}.html")
        assert f"../note/{drill.skill}.html" in links_of(site, f"drill/{drill.id}.html")
    anchors = site.pages[(site.folder / "datasets.html").resolve()].anchors
    assert {dataset.id for dataset in list_datasets()} <= anchors


def test_no_page_shows_markdown_that_was_not_read(site: Site) -> None:
    """GitHub and Python-Markdown differ: a list needs an empty line before it here."""
    for path in site.pages:
        for paragraph in re.findall(r"<p>(.*?)</p>", path.read_text(encoding="utf-8"), re.DOTALL):
            text = re.sub(r"<code>.*?</code>", "", paragraph, flags=re.DOTALL)
            assert not re.search(r"\]\(|\n[-*] |\n\d{1,2}\. |\n\| |```", text), (path, paragraph)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    return browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="dark")


def test_in_a_browser_it_asks_nobody_else_and_is_accessible(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for place in ("index.html", "note/nn.callbacks.html"):
        page.goto(f"{address}/{place}")
        violations = Axe().run(page).response["violations"]
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in violations] == [], place
    assert asked
    assert {url for url in asked if not url.startswith((f"{address}/", "blob:", "data:"))} == set()
