"""One line that changes while something is done, and is gone afterwards."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Any, Self

from gradatim.notebook.views.trouble import WordsView
from gradatim.sandbox.hostile_text import clean

_SECONDS_BETWEEN = 0.25
_CHARACTERS = 120


class LiveLine:
    """Shows what is being done, in a notebook; where lines cannot be replaced, as in a terminal, nothing.

    Args:
        shell: The IPython shell.
        words: What is being done at first.
    """

    def __init__(self, shell: object, words: str) -> None:
        self._words = words
        self._is_notebook = hasattr(shell, "kernel")
        self._handle: Any = None
        self._shown_at = 0.0

    def __enter__(self) -> Self:
        """Show the first words."""
        if self._is_notebook:
            from IPython.display import display

            self._handle = display(  # type: ignore[no-untyped-call]
                WordsView(self._words), display_id=True
            )
        return self

    def say(self, words: str) -> None:
        """Show other words, a few times a second at most; the text may come from anybody's program."""
        now = time.monotonic()
        if self._handle is not None and now - self._shown_at >= _SECONDS_BETWEEN and words != self._words:
            self._words, self._shown_at = words, now
            self._handle.update(WordsView(clean(words, limit=_CHARACTERS)))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Take the line away."""
        if self._handle is not None:
            from IPython.display import HTML

            self._handle.update(HTML(""))  # type: ignore[no-untyped-call]
