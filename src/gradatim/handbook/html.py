"""A handbook as one HTML page that needs no network and no script."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from gradatim.handbook.document import TEMPLATES, Node
from gradatim.handbook.handbook import Handbook

_PLAIN = {"strong": "strong", "em": "em", "blockquote": "blockquote", "ordered_list": "ol", "thead": "thead"}
_SAFE_ADDRESS = re.compile(r"^(https?://|mailto:|#)")


class Chapter(NamedTuple):
    """An entry of the table of contents."""

    anchor: str
    title: str


def html_page(handbook: Handbook) -> str:
    """Return a handbook as HTML; everything in it is escaped, and nothing is loaded from elsewhere."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    printer = _Printer()
    body = printer.all(handbook.nodes)
    return environment.get_template("page.html.j2").render(
        title=handbook.title,
        subtitle=handbook.subtitle,
        chapters=printer.chapters,
        body=body,
        colophon=handbook.colophon,
    )


class _Printer:
    """Walks the tree; remembers the chapters on the way."""

    def __init__(self) -> None:
        self.chapters: list[Chapter] = []
        self._anchors: set[str] = set()

    def all(self, nodes: Iterable[Node]) -> Markup:
        return Markup("").join(self.one(node) for node in nodes)

    def one(self, node: Node) -> Markup:
        if node.kind in _PLAIN:
            tag = _PLAIN[node.kind]
            return Markup("<{0}>{1}</{0}>").format(tag, self.all(node.children))
        return {
            "text": lambda: escape(node.text),
            "softbreak": lambda: Markup("\n"),
            "hardbreak": lambda: Markup("<br>\n"),
            "code_inline": lambda: Markup("<code>{}</code>").format(node.text),
            "fence": lambda: Markup('<pre tabindex="0"><code>{}</code></pre>\n').format(node.text),
            "paragraph": lambda: Markup("<p>{}</p>\n").format(self.all(node.children)),
            "heading": lambda: self._heading(node),
            "link": lambda: self._link(node),
            "bullet_list": lambda: self._bullets(node),
            "list_item": lambda: self._item(node),
            "table": lambda: self._table(node),
            "tbody": lambda: self._rows(node),
            "tr": lambda: self._row(node, header="col"),
        }[node.kind]()

    def _heading(self, node: Node) -> Markup:
        anchor = self._anchor(node.plain)
        if node.level == 2:
            self.chapters.append(Chapter(anchor, node.plain))
        return Markup('<h{0} id="{1}">{2}</h{0}>\n').format(node.level, anchor, self.all(node.children))

    def _anchor(self, title: str) -> str:
        anchor = base = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "chapter"
        number = 1
        while anchor in self._anchors:
            number += 1
            anchor = f"{base}-{number}"
        self._anchors.add(anchor)
        return anchor

    def _link(self, node: Node) -> Markup:
        if not _SAFE_ADDRESS.match(node.text):
            return self.all(node.children)
        return Markup('<a href="{}">{}</a>').format(node.text, self.all(node.children))

    def _bullets(self, node: Node) -> Markup:
        mark = Markup(' class="checklist"') if any(child.box for child in node.children) else ""
        return Markup("<ul{}>\n{}</ul>\n").format(mark, self.all(node.children))

    def _item(self, node: Node) -> Markup:
        """A list of single paragraphs is set without gaps."""
        tight = len(node.children) == 1 and node.children[0].kind == "paragraph"
        inside = self.all(node.children[0].children) if tight else self.all(node.children)
        return Markup("<li>{}</li>\n").format(inside)

    def _table(self, node: Node) -> Markup:
        """A wide table scrolls by itself, also with the keyboard."""
        name = ", ".join(cell.plain for cell in node.children[0].children[0].children if cell.plain)
        return Markup(
            '<div class="scroll" role="region" tabindex="0" aria-label="Table: {}"><table>{}</table></div>\n'
        ).format(name, self.all(node.children))

    def _rows(self, node: Node) -> Markup:
        return Markup("<tbody>{}</tbody>").format(
            Markup("").join(self._row(row, header="row") for row in node.children)
        )

    def _row(self, node: Node, *, header: str) -> Markup:
        """In the head every cell is a header, below it the first one of each row."""
        cells = []
        for number, cell in enumerate(node.children):
            inside = self.all(cell.children)
            if header == "col" and not cell.plain:
                cells.append(Markup("<td></td>"))
            elif header == "col" or number == 0:
                cells.append(Markup('<th scope="{}">{}</th>').format(header, inside))
            else:
                cells.append(Markup("<td>{}</td>").format(inside))
        return Markup("<tr>{}</tr>\n").format(Markup("").join(cells))
