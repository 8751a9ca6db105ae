"""What the user can mend: an error with its next step, a file that was refused, a wait that was stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from gradatim.errors import UserError
from gradatim.grading.result import Notice
from gradatim.notebook.views.view import View


@dataclass(frozen=True, repr=False)
class ErrorView(View):
    """An error that the user can mend.

    Args:
        error: The error.
    """

    template: ClassVar[str] = "error.html.j2"

    error: UserError

    def as_text(self) -> str:
        """Return expected, received and next step."""
        return str(self.error)


@dataclass(frozen=True, repr=False)
class RefusalView(View):
    """A model file that cannot be graded.

    Args:
        title: What it was handed in for.
        notices: Why.
    """

    template: ClassVar[str] = "refusal.html.j2"

    title: str
    notices: tuple[Notice, ...]

    @staticmethod
    def next_of(notice: Notice) -> str:
        """Return what to do about a notice: its message without the rest."""
        return notice.message.partition(f"Received: {notice.received}. ")[2].removeprefix("Next: ")

    def as_text(self) -> str:
        """Return the reasons."""
        return "\n".join(["Refused: it could not be graded, and it cost nothing.", *(n.message for n in self.notices)])


@dataclass(frozen=True, repr=False)
class WordsView(View):
    """One sentence.

    Args:
        words: The sentence.
    """

    template: ClassVar[str] = "words.html.j2"

    words: str

    def as_text(self) -> str:
        """Return the sentence."""
        return self.words
