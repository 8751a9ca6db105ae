"""The search of the site, in a real browser: what somebody would type leads to the page that answers it, offline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from gradatim.bank.findings import FINDINGS
from gradatim.bank.skills import load_skills

SKILL, FINDING, COMMAND = "nn.callbacks", "look-ahead", "exam start"
WHERE = {
    f"gradatim {COMMAND}": "reference/commands.html#gradatim-exam-start",
    SKILL: f"note/{SKILL}.html",
    FINDING: f"reference/findings.html#{FINDING}",
    load_skills()[SKILL].title: f"note/{SKILL}.html",
    "GRADATIM_WORKERS": "settings.html",
}
"""What is typed, to the page of the site that has to be among the first five results."""


@pytest.fixture(scope="module")
def refused() -> list[str]:
    """Collects what the site wanted from elsewhere."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, address: str, refused: list[str]) -> Iterator[Page]:
    """A page of the site in a browser that reaches nothing but the site."""

    def only_the_site(route: Route) -> None:
        if route.request.url.startswith((f"{address}/", "blob:", "data:")):
            route.continue_()
        else:
            refused.append(route.request.url)
            route.abort()

    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.context.route("**/*", only_the_site)
    yield page
    page.close()


@pytest.mark.parametrize("typed", WHERE)
def test_what_is_typed_leads_to_the_page_that_answers_it(
    page: Page, address: str, refused: list[str], typed: str
) -> None:
    assert FINDING in FINDINGS
    page.goto(f"{address}/index.html")
    page.get_by_role("textbox", name="Search").fill(typed)
    results = page.locator(".md-search-result__list a.md-search-result__link")
    expect(results.first).to_be_visible()
    found = [one.partition("?")[0] + anchor_of(one) for one in results.evaluate_all("all => all.map(one => one.href)")]
    assert f"{address}/{WHERE[typed]}" in found[:5], found[:5]
    # Sections of a page are folded away below the page; what is folded can be followed all the same.
    results.nth(found.index(f"{address}/{WHERE[typed]}")).evaluate("link => link.click()")
    page.wait_for_url(f"**/{WHERE[typed].partition('#')[0]}*")
    expect(page.locator("article h1")).to_be_visible()
    assert refused == []


def anchor_of(link: str) -> str:
    _, mark, anchor = link.partition("#")
    return mark + anchor


def test_what_is_nowhere_is_said_to_be_nowhere(page: Page, address: str) -> None:
    page.goto(f"{address}/index.html")
    page.get_by_role("textbox", name="Search").fill("qwertzuiop")
    expect(page.locator(".md-search-result__meta")).to_have_text("No matching documents")
