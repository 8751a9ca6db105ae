"""What holds for every page: nothing for axe to find, no sideways scrolling, a twin in JSON, no need of scripts."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import jsonschema
import pytest
from axe_playwright_python.sync_playwright import Axe
from bs4 import BeautifulSoup
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page

from tests.web.conftest import LivedInDashboard
from tests.web.screenshots import LONGEST, MAKE_ALL, MOST_BYTES, QUALITY, WIDTHS, Gallery, looks_like
from tests.web.standing_still import MOMENT

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
_RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]
_SMALL = """() => [...document.querySelectorAll("button, .button, summary, input:not([type=hidden])")]
    .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 24)
    .map((one) => one.outerHTML.slice(0, 120))"""
"""WCAG 2.2, success criterion 2.5.8: at least 24 by 24 pixels."""


@dataclass
class Visit:
    """What was found on all pages, each visited once."""

    gallery: Gallery
    violations: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    small: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def visit(browser: Browser, lived_in: LivedInDashboard) -> Visit:
    """Visit every page in a signed-in window, in both themes and widths, and take its picture in each."""
    found = Visit(Gallery(browser))
    context = browser.new_context(reduced_motion="reduce")
    context.clock.set_fixed_time(datetime.fromtimestamp(MOMENT, UTC))
    page = context.new_page()
    page.on("console", lambda message: _note(found, message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.said.append(str(error)))
    page.goto(lived_in.running.new_link())
    page.goto(f"{lived_in.running.address}/doctor")
    page.wait_for_selector("#examination form button")
    for name, address in lived_in.pages.items():
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        answer = page.goto(lived_in.running.address + address)
        assert answer is not None
        assert answer.status == (404 if name == "problem" else 200), name
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                found.gallery.take(page, name, width, theme)
                found.violations += _violations(page, f"{name}, {theme}, {width} px", theme)
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.wide.append(f"{name} at {width} px")
            found.small += [f"{name} at {width} px: {text}" for text in page.evaluate(_SMALL)]
    context.close()
    found.gallery.close()
    return found


def _violations(page: Page, where: str, theme: str) -> list[str]:
    # Only violations are written out, which takes half the time.
    options: dict[str, object] = {"resultTypes": ["violations"], "preload": False}
    if theme != THEMES[0]:
        # Light or dark, it is the same document: only what depends on colours can come out otherwise.
        options["runOnly"] = {"type": "rule", "values": _RULES_OF_COLOUR}
    report = Axe().run(page, options=options)
    return [
        f"{where}: {violation['id']}: {node['target']} {node['html'][:160]}"
        for violation in report.response["violations"]
        for node in violation["nodes"]
    ]


def _note(found: Visit, text: str) -> None:
    # The page of an error is asked for on purpose.
    if "404" not in text:
        found.said.append(text)


@pytest.mark.timeout(1800)
def test_every_page_at_both_widths_in_both_themes(
    visit: Visit, lived_in: LivedInDashboard, subtests: pytest.Subtests
) -> None:
    # One test, because each worker that had one of several would visit all pages.
    with subtests.test("axe finds nothing"):
        assert visit.violations == []
    with subtests.test("no page is wider than its window"):
        assert visit.wide == []
    with subtests.test("what is pressed is large enough to hit"):
        assert visit.small == []
    with subtests.test("the browser has nothing to complain of"):
        assert visit.said == []
    with subtests.test("there is a picture of each, and of nothing else"):
        wanted = {f"{name}-{width}-{theme}.webp" for name in lived_in.pages for width in WIDTHS for theme in THEMES}
        kept = {path.name: path for path in visit.gallery.kept()}
        assert set(kept) == wanted == set(visit.gallery.taken)
        assert sum(path.stat().st_size for path in kept.values()) <= MOST_BYTES
        for path in kept.values():
            with Image.open(path) as picture:
                assert picture.width == int(path.stem.split("-")[-2])
                assert 0 < picture.height <= LONGEST


def test_a_picture_is_made_anew_when_a_digit_changes_and_not_for_what_compression_loses() -> None:
    def shown(text: str) -> Image.Image:
        picture = Image.new("RGB", (390, 120), "#fbfaf7")
        ImageDraw.Draw(picture).text((20, 40), text, fill="#595d66", font_size=14)
        return picture

    compressed = io.BytesIO()
    shown("13.2 of 100 points").save(compressed, "webp", quality=QUALITY)
    kept = Image.open(compressed).convert("RGB")
    assert looks_like(kept, shown("13.2 of 100 points"))
    assert not looks_like(kept, shown("13.3 of 100 points"))
    assert not looks_like(kept, shown("13.2 of 100 points").crop((0, 0, 390, 119)))


def test_only_what_changed_is_made_anew_and_nothing_where_something_else_draws(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 200})
    note, path = tmp_path / "drawn-by.json", tmp_path / "map-390-light.webp"

    def run(text: str) -> int:
        page.set_content(f"<title>Map</title><p>{text}</p>")
        gallery = Gallery(browser, tmp_path)
        gallery.take(page, "map", 390, "light")
        gallery.close()
        return path.stat().st_mtime_ns if path.exists() else 0

    monkeypatch.delenv(MAKE_ALL, raising=False)
    note.write_text('{"browser": "another"}', encoding="utf-8")
    assert run("12 drills") == 0
    monkeypatch.setenv(MAKE_ALL, "all")
    made = run("12 drills")
    assert made > 0
    assert "another" not in note.read_text(encoding="utf-8")
    monkeypatch.delenv(MAKE_ALL)
    (tmp_path / "gone-390-light.webp").write_bytes(b"")
    assert run("12 drills") == made
    assert not (tmp_path / "gone-390-light.webp").exists()
    assert run("13 drills") > made
    page.close()


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
