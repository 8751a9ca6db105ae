"""The two handbooks, each as a title and a tree of its text."""

from __future__ import annotations

from dataclasses import dataclass

from gradatim import __version__
from gradatim.exams.blueprint import Blueprint
from gradatim.handbook.document import Markdown, Node, parse
from gradatim.handbook.kind import Kind


@dataclass(frozen=True)
class Handbook:
    """One handbook, before it is printed.

    Args:
        kind: Which one.
        title: Its name.
        subtitle: Which exam it is about, or for whom it is.
        markdown: Its text without the title.
        colophon: Where it comes from.
    """

    kind: Kind
    title: str
    subtitle: str
    markdown: Markdown
    colophon: str

    @property
    def file_stem(self) -> str:
        """Name of its file without the ending, such as `candidate-handbook`."""
        return self.title.lower().replace(" ", "-")

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The text as a tree."""
        return parse(self.markdown)


def make_handbook(kind: Kind, blueprint: Blueprint) -> Handbook:
    """Return a handbook, filled in from blueprint, bank and settings.

    Args:
        kind: Which one.
        blueprint: The exam that it is for.

    Raises:
        UserError: The blueprint names a task that the bank does not have.
    """
    from gradatim.handbook.candidate import candidate_handbook
    from gradatim.handbook.set_up import set_up_handbook

    made = (
        f"Made by Gradatim {__version__} from the exam's blueprint, the bank of tasks and the settings. Gradatim is an "
        "independent project; TensorFlow is a trademark of Google LLC, which neither made nor endorses it."
    )
    if kind is Kind.CANDIDATE:
        return Handbook(kind, "Candidate handbook", blueprint.title, candidate_handbook(blueprint), made)
    return Handbook(kind, "Set-up guide", "For your machine and your editor", set_up_handbook(blueprint), made)
