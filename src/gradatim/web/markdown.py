"""Notes and tasks as HTML: Markdown of the bank, code with its parts marked by classes, no raw HTML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_LABELS = {"python": "Python", "sh": "Shell", "text output": "Output", "text error": "Error", "text": "Text"}


@lru_cache(maxsize=512)
def to_html(markdown: str, *, without_title: bool = False) -> Markup:
    """Return Markdown as HTML.

    Args:
        markdown: The text.
        without_title: Whether to leave the first heading out, where the page shows it already. Defaults to False.
    """
    if without_title and markdown.startswith("# "):
        markdown = markdown.partition("\n")[2]
    return Markup(_parser().render(markdown))  # noqa: S704 - raw HTML is off, and the renderer escapes all text


def code(source: str, language: str = "python") -> Markup:
    """Return a program as HTML: its parts marked by classes, its lines scrolled with the keyboard, with a label."""
    words = language.split()
    try:
        lexer = get_lexer_by_name(words[0] if words else "text", stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    body = highlight(source, lexer, HtmlFormatter(nowrap=True, classprefix="tok-"))
    info = language.strip()
    return Markup(
        '<div class="code{kind}"{copy}><p class="code-head">{label}</p>'
        '<pre tabindex="0" role="group" aria-label="{label}"><code>{body}</code></pre></div>'
    ).format(
        kind=" code-error" if info == "text error" else "",
        copy=Markup(" data-copy") if words and words[0] != "text" else "",
        label=_LABELS.get(info, info.capitalize() or "Text"),
        body=Markup(body),  # noqa: S704 - Pygments escapes the source
    )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default", {"html": False, "linkify": False, "typographer": False})
    parser.add_render_rule("fence", _fence)
    parser.add_render_rule("code_block", _fence)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    parser.add_render_rule("link_open", _link_open)
    parser.add_render_rule("th_open", _header_cell)
    parser.add_render_rule("image", _image)
    return parser


Rule = Callable[[RendererHTML, Sequence[Token], int, OptionsDict, EnvType], str]


def _fence(_: Any, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    token = tokens[index]
    return str(code(token.content, token.info or "text"))


def _table_open(_: Any, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType) -> str:
    return '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n'


def _table_close(_: Any, _tokens: Sequence[Token], _index: int, _options: OptionsDict, _env: EnvType) -> str:
    return "</table></div>\n"


def _header_cell(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    tokens[index].attrSet("scope", "col")
    return self.renderToken(tokens, index, options, env)


def _link_open(self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType) -> str:
    if str(tokens[index].attrGet("href")).startswith(("http:", "https:")):
        tokens[index].attrSet("rel", "noreferrer noopener external")
    return self.renderToken(tokens, index, options, env)


def _image(_: Any, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: EnvType) -> str:
    """Say what the picture beside the text shows; it lies in the learner's folder."""
    return f"<em>Picture: {escape(tokens[index].content)}</em>"
