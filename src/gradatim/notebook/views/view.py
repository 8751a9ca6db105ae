"""What all views share: a template, and words where HTML cannot be shown."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_CODE = re.compile(r"`([^`\n]+)`")
_TEMPLATES = Path(__file__).parent.parent / "templates"


class View(ABC):
    """Something that a cell shows."""

    template: ClassVar[str]
    """Name of the template, which gets the view as `view`."""

    @abstractmethod
    def as_text(self) -> str:
        """Return the same in words, for a terminal, a screen reader or a saved notebook that nobody trusts yet."""

    def __repr__(self) -> str:
        """Return the words, which Jupyter keeps beside the HTML."""
        return self.as_text()

    def _repr_html_(self) -> str:
        """Return a section of HTML that needs nothing but itself: no script, no network."""
        return _environment().get_template(self.template).render(view=self)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["prose"] = prose
    return environment


def prose(text: str) -> Markup:
    """Return a sentence as HTML, what stands between backticks as code; anything else in it stays text.

    Example:
        >>> str(prose("Use `a < b`, <b>not</b> c"))
        'Use <code>a &lt; b</code>, &lt;b&gt;not&lt;/b&gt; c'
    """
    from markupsafe import Markup, escape

    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - it is escaped first
