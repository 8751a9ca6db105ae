"""What holds for every page: nothing for axe to find, no sideways scrolling, a twin in JSON, no need of scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

import jsonschema
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from tests.web.conftest import LivedInDashboard

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (390, 1440)
_SMALL = """() => [...document.querySelectorAll("button, .button, summary, input:not([type=hidden])")]
    .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 24)
    .map((one) => one.outerHTML.slice(0, 120))"""
"""WCAG 2.2, success criterion 2.5.8: at least 24 by 24 pixels."""


@dataclass
class Visit:
    """What was found on all pages, each visited once."""

    violations: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def visit(browser: Browser, lived_in: LivedInDashboard) -> Iterator[Visit]:
    """Visit every page in a signed-in window, in both themes and widths."""
    found = Visit()
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.on("console", lambda message: _note(found, message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.goto(lived_in.running.new_link())
    for name, address in lived_in.pages.items():
        page.goto(lived_in.running.address + address)
        for width, theme in zip(WIDTHS, THEMES, strict=True):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=theme)
            found.violations += _violations(page, f"{name}, {theme}, {width} px")
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.wide.append(f"{name} at {width} px")
            found.small += [f"{name} at {width} px: {text}" for text in page.evaluate(_SMALL)]
    yield found
    context.close()


def _violations(page: Page, where: str) -> list[str]:
    report = Axe().run(page)
    return [
        f"{where}: {violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in report.response["violations"]
        for node in violation["nodes"]
    ]


def _note(found: Visit, text: str) -> None:
    # The page of an error is asked for on purpose.
    if "404" not in text:
        found.said.append(text)


def test_axe_finds_nothing_in_either_theme(visit: Visit) -> None:
    assert visit.violations == []


def test_no_page_is_wider_than_its_window(visit: Visit) -> None:
    assert visit.wide == []


def test_what_is_pressed_is_large_enough_to_hit(visit: Visit) -> None:
    assert visit.small == []


def test_the_browser_has_nothing_to_complain_of(visit: Visit) -> None:
    assert visit.said == []


def test_every_page_has_a_twin_that_the_openapi_document_describes(lived_in: LivedInDashboard) -> None:
    with lived_in.running.client() as client:
        document: dict[str, Any] = client.get("/openapi.json").json()
        for name, address in lived_in.pages.items():
            answer = client.get(address, headers={"Accept": "application/json"})
            assert answer.headers["content-type"] == "application/json", name
            responses = document["paths"][_template(document, address)]["get"]["responses"]
            schema = responses[str(answer.status_code)]["content"]["application/json"]["schema"]
            jsonschema.validate(answer.json(), schema | {"components": document["components"]})
            assert client.get(address, params={"format": "json"}).status_code == answer.status_code


def test_without_scripts_every_page_says_the_same(browser: Browser, lived_in: LivedInDashboard) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(lived_in.running.new_link())
    for name, address in lived_in.pages.items():
        page.goto(lived_in.running.address + address)
        assert page.locator("h1").count() == 1, name
        assert not page.get_by_text("needs JavaScript").count(), name
        # Every button is a form's, or hidden until the script shows it.
        for button in page.locator("button:visible").all():
            assert button.evaluate("(one) => one.form !== null"), (name, button.inner_text())
    context.close()


def test_no_page_holds_an_inline_script_or_style(lived_in: LivedInDashboard) -> None:
    with lived_in.running.client() as client:
        for name, address in lived_in.pages.items():
            page = BeautifulSoup(client.get(address).text, "html.parser")
            assert page.select("[style], style, script:not([src]), [onclick], [onload], base") == [], name
            far = [
                str(tag)
                for tag in page.select("script, link, img, iframe, object, form")
                if str(tag.get("src") or tag.get("href") or tag.get("action") or "/")[0] != "/"
                and not str(tag.get("src")).startswith("data:image/")
            ]
            assert far == [], name
            for form in page.select('form[method="post"]'):
                assert form.select_one('input[name="csrf_token"]'), (name, form)
            assert len(page.select("h1")) == 1, name


def _template(document: dict[str, Any], address: str) -> str:
    """Return the path of the document that an address belongs to."""
    parts = address.split("/")
    for path in document["paths"]:
        pieces = path.split("/")
        if len(pieces) == len(parts) and all(
            piece == part or piece.startswith("{") for piece, part in zip(pieces, parts, strict=True)
        ):
            return str(path)
    raise AssertionError(f"{address} is not in the document")
