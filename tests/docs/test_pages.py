"""Pages of the repository: commands that they show can be typed, and anchors lead somewhere on GitHub too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from scripts.site.links import outside_fences

from tests.commands import mistake_in, shown_commands

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
NO_COMMANDS = {"gradatim practice split 1", "gradatim progress 1"}
"""What begins like a command and is the key of practice, and the name of a format."""


def page_name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", [page for page in PAGES if page.name != "CHANGELOG.md"], ids=page_name)
def test_every_command_that_a_page_shows_can_be_typed(page: Path) -> None:
    commands = shown_commands(page.read_text(encoding="utf-8"))
    shown = [command for command in commands if f"gradatim {command}" not in NO_COMMANDS]
    assert [mistake for command in shown if (mistake := mistake_in(command))] == []


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_every_anchor_that_a_page_names_is_there(page: Path) -> None:
    links: list[str] = []

    def collect(text: str) -> str:
        links.extend(re.findall(r"\]\(([^)\s]*#[^)\s]+)\)", text))
        return text

    outside_fences(page.read_text(encoding="utf-8"), collect)
    for link in links:
        path, _, anchor = link.partition("#")
        if "://" not in link:
            target = page.parent / path if path else page
            assert anchor in anchors_of(target), link


def anchors_of(page: Path) -> set[str]:
    """Return the anchors that GitHub makes of a page's headings."""
    found: set[str] = set()

    def collect(text: str) -> str:
        for heading in re.findall(r"^#{1,6}\s+(.*?)\s*#*$", text, re.MULTILINE):
            words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "")
            anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            found.add(anchor if anchor not in found else f"{anchor}-1")
        return text

    outside_fences(page.read_text(encoding="utf-8"), collect)
    return found | set(re.findall(r'<a (?:id|name)="([^"]+)"', page.read_text(encoding="utf-8")))
