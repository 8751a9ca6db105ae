"""docs/benchmarks.md: sections measured in this run, and sections kept from an earlier one, which say so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
KEPT = "*Kept from an earlier run; the last one left it out.*"

INTRODUCTION = """# Measured

Written by `make bench`. The cores of the machine are shared with others, so compare ratios within a section rather than
figures between sections. Each section names the machine, and how busy it was, when it was measured.
"""


@dataclass(frozen=True)
class Section:
    """One section of the page.

    Args:
        title: Its heading.
        body: What stands below it, in Markdown.
    """

    title: str
    body: str


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table, its first column to the left and the others to the right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def write_page(path: Path, order: Sequence[str], measured: Sequence[Section]) -> None:
    """Write the page again.

    Args:
        path: The page.
        order: The titles of all sections that it may have.
        measured: The sections of this run; those of other titles are kept as they are on the page.
    """
    new = {section.title: section.body for section in measured}
    old = _sections(path.read_text(encoding="utf-8")) if path.is_file() else {}
    bodies = [(title, new.get(title) or _kept(old, title)) for title in order]
    sections = [f"## {title}\n\n{body.strip()}\n" for title, body in bodies if body]
    path.write_text("\n".join([INTRODUCTION, *sections]), encoding="utf-8")


def _kept(old: Mapping[str, str], title: str) -> str:
    body = old.get(title, "")
    return body if not body or body.startswith(KEPT) else f"{KEPT}\n\n{body}"


def _sections(text: str) -> dict[str, str]:
    _, *parts = _HEADING.split(text)
    return {title: body.strip() for title, body in zip(parts[::2], parts[1::2], strict=True)}
