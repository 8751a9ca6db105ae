"""What every picture is: a drawing, a title, a description, and the same data as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True)
class Picture:
    """A drawing with all that makes it readable without seeing it. The macro `figure` shows it.

    Args:
        id: Unique on its page; title and description are found by it.
        title: What it shows, in a few words.
        description: What can be seen in it, in a sentence or two.
        drawing: The elements inside the SVG.
        width: Width of the view box.
        height: Height of the view box.
        header: Headings of the table.
        rows: Rows of the table; the first cell of each is its heading.
    """

    id: str
    title: str
    description: str
    drawing: Markup
    width: float
    height: float
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def text(x: float, y: float, words: object, *, anchor: str = "start", kind: str = "") -> Markup:
    """Return a text of a drawing.

    Args:
        x: Where it is anchored.
        y: Its base line.
        words: What it says; escaped.
        anchor: `start`, `middle` or `end`. Defaults to `start`.
        kind: Class of the style sheet, such as `soft`. Defaults to none.
    """
    return Markup('<text x="{:.1f}" y="{:.1f}" text-anchor="{}" class="{}">{}</text>').format(x, y, anchor, kind, words)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """Return a line of a drawing, with a class of the style sheet."""
    return Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="{}"/>').format(x1, y1, x2, y2, kind)


def rectangle(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    """Return a rectangle of a drawing, with a class of the style sheet."""
    return Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" class="{}"/>').format(
        x, y, width, height, kind
    )
