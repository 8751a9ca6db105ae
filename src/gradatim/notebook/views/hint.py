"""One hint of a drill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gradatim.bank.drill import Drill
from gradatim.notebook.views.view import View


@dataclass(frozen=True, repr=False)
class HintView(View):
    """A hint.

    Args:
        drill: The drill.
        number: Which of its hints, from 1.
    """

    template: ClassVar[str] = "hint.html.j2"

    drill: Drill
    number: int

    @property
    def hint(self) -> str:
        """The hint as Markdown."""
        return self.drill.hints[self.number - 1]

    @property
    def heading(self) -> str:
        """Which hint it is."""
        more = "" if self.number == len(self.drill.hints) else "; %hint again shows the next"
        return f"Hint {self.number} of {len(self.drill.hints)}{more}"

    @property
    def html(self) -> object:
        """The hint as safe HTML: it is the bank's own text, and tags in it stay text."""
        from markdown_it import MarkdownIt
        from markupsafe import Markup

        return Markup(MarkdownIt("commonmark", {"html": False}).render(self.hint))  # noqa: S704

    def as_text(self) -> str:
        """Return the hint."""
        return f"{self.heading}\n{self.hint}"
