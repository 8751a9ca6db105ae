"""How the pre-flight says no: one notice, with what was expected, what was received and what to do."""

from __future__ import annotations

from gradatim.grading.result import Notice
from gradatim.sandbox.hostile_text import clean

_LINE_CHARACTERS = 400
_NAME_CHARACTERS = 60


def make_notice(code: str, *, expected: str, received: str, next_step: str) -> Notice:
    """Return a notice whose message follows the formula of all messages.

    Args:
        code: Stable kebab-case id of the check.
        expected: What was expected, continuing the word "Expected".
        received: What came instead. Control characters are taken out; `shown` keeps a name in it short.
        next_step: What to type or change next, treated in the same way.

    Returns:
        The notice.

    Example:
        >>> make_notice("empty-file", expected="a model", received="0 bytes", next_step="save it again").message
        'Expected a model. Received: 0 bytes. Next: save it again'
    """
    received, next_step = _one_line(received), _one_line(next_step)
    message = f"Expected {expected}. Received: {received}. Next: {next_step}"
    return Notice(code=code, expected=expected, received=received, message=message)


def shown(name: str) -> str:
    """Return a name out of an untrusted file as it may be printed: one line, short, no control characters.

    Args:
        name: A layer, class or file name.

    Returns:
        The printable part, cut with an ellipsis when it is long.

    Example:
        >>> shown("dense\\n\\x1b[2J")
        'dense [2J'
    """
    text = " ".join(clean(name).split())
    return text if len(text) <= _NAME_CHARACTERS else f"{text[:_NAME_CHARACTERS]}…"


def _one_line(text: str) -> str:
    return " ".join(clean(text, limit=_LINE_CHARACTERS).split())


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error of the program
    """The file cannot be graded, for a reason that the candidate can mend.

    Args:
        notice: Why, and what to do.
    """

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        super().__init__(notice.message)


def refusal(code: str, *, expected: str, received: str, next_step: str) -> Refusal:
    """Return a refusal with a notice made by `make_notice`, ready to be raised."""
    return Refusal(make_notice(code, expected=expected, received=received, next_step=next_step))
