"""A note: the one-page study text of a skill, with programs that run as they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from gradatim.bank.resources import resources_of
from gradatim.bank.skills import load_skills
from gradatim.errors import UserError
from gradatim.settings import settings

SECTIONS = ("What it is", "When it matters", "The smallest complete example", "What goes wrong")
"""Headings that every note has, in this order; others may stand between and after them."""


class Promise(StrEnum):
    """What the text block after a program says about it."""

    NOTHING = "nothing"
    OUTPUT = "output"
    """The program prints exactly this."""
    ERROR = "error"
    """The program ends with an error whose text contains these lines."""


@dataclass(frozen=True)
class Program:
    """A fenced block of Python that runs as it stands, and what the note promises of it.

    Args:
        line: Line of the note where it begins, from 1.
        source: The program.
        promise: What kind of text follows.
        text: That text, without trailing white space.
    """

    line: int
    source: str
    promise: Promise
    text: str


@dataclass(frozen=True)
class Note:
    """The note of a skill.

    Args:
        skill: Id of the skill.
        path: The Markdown file.
        text: What it says.
    """

    skill: str
    path: Path
    text: str

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def headings(self) -> tuple[str, ...]:
        """Its second-level headings."""
        return tuple(line[3:].strip() for line in self.text.splitlines() if line.startswith("## "))

    @property
    def full_text(self) -> str:
        """The note with where to read on, which is kept as data."""
        lines = [
            f"- {resource.title}{f': {resource.where}' if resource.where else ''}. <{resource.link}>"
            for resource in resources_of(self.skill)
        ]
        return self.text.rstrip() + ("\n\n## Read on\n\n" + "\n".join(lines) if lines else "") + "\n"

    def programs(self) -> Iterator[Program]:
        """Yield the blocks marked `python`, each with the block marked `text output` or `text error` after it."""
        fences = [token for token in MarkdownIt().parse(self.text) if token.type == "fence"]
        for fence, following in zip(fences, [*fences[1:], None], strict=True):
            if fence.info.strip() == "python":
                promise, text = _promise(following)
                yield Program((fence.map or [0])[0] + 1, fence.content, promise, text)


def _promise(fence: Token | None) -> tuple[Promise, str]:
    info = fence.info.split() if fence is not None else []
    if fence is not None and len(info) == 2 and info[0] == "text" and info[1] in (Promise.OUTPUT, Promise.ERROR):
        return Promise(info[1]), fence.content.rstrip()
    return Promise.NOTHING, ""


def note_path(skill_id: str) -> Path:
    """Return where the note of a skill lies, whether it is there or not."""
    return settings().content / "notes" / f"{skill_id}.md"


def load_note(skill_id: str) -> Note:
    """Return the note of a skill.

    Raises:
        UserError: There is none.
    """
    path = note_path(skill_id)
    try:
        return Note(skill_id, path, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(
            f"Expected the note of a skill at {path}",
            received=error.strerror or str(error),
            next_step="gradatim skills" if skill_id in load_skills() else "correct the id; gradatim skills lists all",
        ) from error
