"""A handbook as PDF, set by Typst: tagged (PDF/UA-1), with the fonts that Typst carries, the same bytes every time."""

from __future__ import annotations

import json
from typing import Final

from gradatim.errors import UserError
from gradatim.handbook.document import TEMPLATES, Node
from gradatim.handbook.handbook import Handbook

_STANDARD: Final = "ua-1"
_SHORT = 24
"""Up to so many characters a column of a table is as wide as its longest cell."""


def pdf_pages(handbook: Handbook) -> bytes:
    """Return a handbook as PDF.

    The template gets the text as data, not as Typst source, so nothing in it can act as a command. Fonts of the system
    are left alone: the same handbook looks the same on every machine.

    Raises:
        UserError: The package typst is not installed.
    """
    try:
        import typst
    except ImportError as error:
        raise UserError(
            "Expected the package typst, which sets the PDF",
            received="none",
            next_step='gradatim handbook --html, or install the extra: pip install "gradatim[handbook]"',
        ) from error
    return typst.compile(
        TEMPLATES / "page.typ",
        root=TEMPLATES,
        ignore_system_fonts=True,
        sys_inputs={"handbook": _as_json(handbook)},
        pdf_standards=_STANDARD,
        timestamp=0,
    )


def _as_json(handbook: Handbook) -> str:
    return json.dumps(
        {
            "title": handbook.title,
            "subtitle": handbook.subtitle,
            "colophon": handbook.colophon,
            "nodes": [_as_data(node) for node in handbook.nodes],
        }
    )


def _as_data(node: Node) -> dict[str, object]:
    """Return an element for the template; a line break of the Markdown source is a space in print."""
    kind, text = ("text", " ") if node.kind == "softbreak" else (node.kind, node.text)
    return {
        "kind": kind,
        "text": text,
        "level": node.level,
        "box": node.box,
        "children": [_as_data(child) for child in node.children],
        "columns": _column_shares(node) if kind == "table" else [],
    }


def _column_shares(table: Node) -> list[int]:
    """Return how the columns share the width that short ones leave: 0 for a column as wide as its text."""
    rows = [row for part in table.children for row in part.children]
    longest = [max(len(row.children[place].plain) for row in rows) for place in range(len(rows[0].children))]
    shares = [0 if length <= _SHORT else length for length in longest]
    return shares if any(shares) else [*shares[:-1], 1]
