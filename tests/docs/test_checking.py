"""The checker of links finds what is broken, and the rewriting of links knows where pages are."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from scripts.site.check_links import Site
from scripts.site.links import for_the_site

BROKEN = {
    '<a href="nowhere.html">x</a>': "nowhere.html leads nowhere",
    '<a href="other.html#gone">x</a>': "other.html#gone leads to a page without that anchor",
    '<a href="#gone">x</a>': "#gone leads to a page without that anchor",
    '<img src="gone.png" alt="">': "gone.png leads nowhere",
    '<script src="https://example.org/x.js"></script>': "loads https://example.org/x.js from elsewhere",
    '<link rel="stylesheet" href="//example.org/x.css">': "loads //example.org/x.css from elsewhere",
    '<link rel="preconnect" href="https://example.org">': "loads https://example.org from elsewhere",
    '<iframe src="https://example.org"></iframe>': "loads https://example.org from elsewhere",
    "<style>p { background: url('https://example.org/x.png') }</style>": "from elsewhere",
    '<style>@import "//example.org/x.css";</style>': "from elsewhere",
}


def site_with(folder: Path, body: str) -> Site:
    (folder / "index.html").write_text(f'<h1 id="top">a</h1><a href="other.html#there">b</a>{body}', encoding="utf-8")
    (folder / "other.html").write_text(
        '<h2 id="there">c</h2><a href="./">d</a><a href="#there">e</a>', encoding="utf-8"
    )
    return Site(folder)


@pytest.mark.parametrize("body", BROKEN)
def test_what_is_broken_is_named_with_its_page(tmp_path: Path, body: str) -> None:
    problems = site_with(tmp_path, body).problems()
    assert len(problems) == 1, problems
    assert problems[0].startswith("index.html: ")
    assert BROKEN[body] in problems[0]


def test_what_is_whole_is_left_alone(tmp_path: Path) -> None:
    body = '<a href="https://example.org">x</a><a href="mailto:a@b">y</a><img src="data:image/png;base64,AA" alt="">'
    assert site_with(tmp_path, body).problems() == []


def test_a_style_sheet_that_loads_from_elsewhere_is_named(tmp_path: Path) -> None:
    site = site_with(tmp_path, "")
    (tmp_path / "x.css").write_text('@font-face { src: url("https://example.org/font.woff2") }', encoding="utf-8")
    assert [problem.partition(":")[0] for problem in site.problems()] == ["x.css"]


def test_links_of_the_repository_lead_to_pages_of_the_site() -> None:
    def rewritten(markdown: str, source: str = "docs/queue.md", place: str = "queue.md") -> str:
        return for_the_site(markdown, PurePosixPath(source), place)

    assert rewritten("[a](../ARCHITECTURE.md#the-house)") == "[a](architecture.md#the-house)"
    assert rewritten("[a](../CONTRIBUTING.md)", "docs/decisions/x.md", "decisions/x.md") == "[a](../CONTRIBUTING.md)"
    assert rewritten("[a](../README.md)") == "[a](index.md)"
    assert rewritten("[`LICENSE`](../LICENSE) and [the licence](../LICENSE)") == "`LICENSE` and the licence (`LICENSE`)"
    assert (
        rewritten("[a](https://example.org) [b](#here) [c](gone.md)")
        == "[a](https://example.org) [b](#here) [c](gone.md)"
    )
    note = "../src/gradatim/content/notes/nn.callbacks.md"
    assert rewritten(f"[`nn.callbacks`]({note})") == "[`nn.callbacks`](note/nn.callbacks.md)"
    assert rewritten(f"```\n[a]({note})\n```") == f"```\n[a]({note})\n```"
    picture = rewritten(
        "![p](data.png)", "src/gradatim/content/exam/1-simple/fuel-heat/README.md", "exam/fuel-heat/index.md"
    )
    assert picture == "![p](data.png)"
