"""Text written by a model's process may try to move the cursor, reorder a line or fill the screen."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 1_500
_TERMINAL_SEQUENCE = re.compile(r"\x1b\[[0-9;:?]*[ -/]*[@-~]")


def clean(text: str, *, limit: int = MAX_CHARACTERS) -> str:
    """Return `text` without terminal sequences and control, format and unassigned characters, capped.

    Newlines and tabs stay. Escaping for HTML remains the work of whoever writes HTML.

    Args:
        text: Any text.
        limit: Most characters returned. Defaults to 1500.

    Returns:
        The readable part of the text.

    Example:
        >>> clean("\\x1b[31mred")
        'red'
    """
    # Cut before the loop, so that a long text costs no more than a short one.
    shortened = _TERMINAL_SEQUENCE.sub("", text[: 4 * limit])
    kept = [c for c in shortened if c in "\n\t" or not unicodedata.category(c).startswith("C")]
    return "".join(kept[:limit])
