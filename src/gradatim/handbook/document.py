"""A handbook as text: a Jinja template that yields Markdown, and the Markdown as a tree that both printers walk."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from gradatim.exams.durations import in_words

TEMPLATES = Path(__file__).parent / "templates"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~&])")


class Markdown(str):
    """Text that is Markdown already; all other values are escaped when a template names them."""

    __slots__ = ()


@dataclass(frozen=True)
class Node:
    """One element of a document.

    Args:
        kind: `heading`, `paragraph`, `text`, `strong`, `em`, `code_inline`, `fence`, `link`, `bullet_list`,
            `ordered_list`, `list_item`, `table`, `thead`, `tbody`, `tr`, `th`, `td`, `blockquote`, `softbreak` or
            `hardbreak`.
        text: What a leaf says; the address of a link.
        level: 1 to 6 for a heading, otherwise 0.
        box: Whether a list item is something to tick.
        children: The elements inside.
    """

    kind: str
    text: str = ""
    level: int = 0
    box: bool = False
    children: tuple[Node, ...] = field(default=())

    @property
    def plain(self) -> str:
        """The text of this element and everything in it, without marks."""
        if self.kind == "link":
            return "".join(child.plain for child in self.children)
        if self.kind in ("softbreak", "hardbreak"):
            return " "
        return self.text + "".join(child.plain for child in self.children)


def fill_in(template: str, **facts: object) -> str:
    """Return a template of this package as Markdown.

    Values are escaped, so that the title of an exam can neither make a heading nor break a table; `code` puts a value
    into a code span, and `markdown` leaves alone what is Markdown already.

    Args:
        template: Name of the file in `templates/`.
        facts: What it names.

    Raises:
        jinja2.UndefinedError: The template names something that is not there.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - it yields Markdown; `finalize` escapes for that
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "code": _code,
        "duration": in_words,
        "joined": joined,
        "markdown": Markdown,
        "number": _number,
        "span": _span,
    }
    return environment.get_template(template).render(**facts)


def parse(markdown: str) -> tuple[Node, ...]:
    """Return the elements of a Markdown text; HTML in it is text.

    Raises:
        ValueError: It holds an element that the printers do not know.
    """
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    return tuple(_node(child) for child in SyntaxTreeNode(reader.parse(markdown)).children)


def joined(items: list[str], last: str = "and") -> str:
    """Return items as a list in a sentence.

    Example:
        >>> joined(["accuracy"]), joined(["14", "60", "365"], "or")
        ('accuracy', '14, 60 or 365')
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def escaped(text: str) -> Markdown:
    """Return text that Markdown shows as it is, on one line.

    Example:
        >>> escaped("a|b *c*")
        'a\\\\|b \\\\*c\\\\*'
    """
    return Markdown(_SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _code(value: object) -> Markdown:
    """Return a name as a code span; nothing can be escaped in one, so what would end it is replaced."""
    return Markdown(f"`{' '.join(str(value).split()).replace('`', chr(39)).replace('|', '/')}`")


def _number(value: float) -> str:
    return f"{value:g}"


def _span(ends: tuple[int, int]) -> str:
    low, high = ends
    return str(low) if low == high else f"{low} to {high}"


def _finalize(value: object) -> object:
    return value if isinstance(value, Markdown) else escaped(str(value))


_LEAVES = {"text", "code_inline", "fence", "softbreak", "hardbreak"}
_BRANCHES = {
    "heading",
    "paragraph",
    "strong",
    "em",
    "link",
    "bullet_list",
    "ordered_list",
    "list_item",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "blockquote",
}
_BOX = "[ ] "


def _node(tree: SyntaxTreeNode) -> Node:
    kind = tree.type
    if kind in _LEAVES:
        return Node(kind, tree.content.rstrip("\n") if kind == "fence" else tree.content)
    if kind not in _BRANCHES:
        raise ValueError(f"Expected an element that handbooks are made of. Received: {kind}")
    children = tuple(node for child in tree.children for node in _spread(child))
    if kind == "list_item":
        ticked, children = _without_box(children)
        return Node(kind, box=ticked, children=children)
    return Node(
        kind,
        text=str(tree.attrs.get("href", "")) if kind == "link" else "",
        level=int(tree.tag[1]) if kind == "heading" else 0,
        children=children,
    )


def _spread(tree: SyntaxTreeNode) -> list[Node]:
    """Leave out the `inline` level, which says nothing of its own."""
    if tree.type == "inline":
        return [_node(child) for child in tree.children]
    return [_node(tree)]


def _without_box(children: tuple[Node, ...]) -> tuple[bool, tuple[Node, ...]]:
    """Take `[ ] ` off the first words of a list item."""
    first = children[0].children[0] if children and children[0].children else None
    if first is None or first.kind != "text" or not first.text.startswith(_BOX):
        return False, children
    words = Node("text", first.text.removeprefix(_BOX))
    paragraph = Node(children[0].kind, children=(words, *children[0].children[1:]))
    return True, (paragraph, *children[1:])
