"""Turns what an untrusted process prints into a bounded number of harmless lines."""

from __future__ import annotations

from collections.abc import Callable

from gradatim.sandbox.hostile_text import clean

MOST_LINES = 2_000
MOST_CHARACTERS = 500


class PrintedLines:
    """Calls back with each whole line.

    Args:
        on_line: Called with each line, cleaned and without its end; not called again after `MOST_LINES`.

    Example:
        >>> lines = PrintedLines(print)
        >>> lines.feed(b"loss: 0.5\\nloss")
        loss: 0.5
        >>> lines.end()
        loss
    """

    def __init__(self, on_line: Callable[[str], None]) -> None:
        self._on_line = on_line
        self._rest = b""
        self._left = MOST_LINES

    def feed(self, printed: bytes) -> None:
        """Take the next piece of what was printed."""
        *lines, rest = (self._rest + printed).split(b"\n", self._left)
        # What is longer than any line that is shown need not be kept.
        self._rest = rest[: 4 * MOST_CHARACTERS]
        for line in lines:
            self._tell(line)

    def end(self) -> None:
        """Tell the last line, if it has no end."""
        if self._rest:
            self._tell(self._rest)
            self._rest = b""

    def _tell(self, line: bytes) -> None:
        if self._left:
            self._left -= 1
            # A progress bar writes over its own line.
            shown = line.rstrip(b"\r").rpartition(b"\r")[2]
            self._on_line(clean(shown.decode(errors="replace"), limit=MOST_CHARACTERS))
