"""Where to read on about a skill: titles, chapters and links, all from `content/resources.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from gradatim.settings import settings
from gradatim.toml_file import read_toml


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Resource(_Entry):
    id: str
    title: str
    link: str


class _Place(_Entry):
    resource: str
    where: str


class _Resources(_Entry):
    resource: list[_Resource]
    skills: dict[str, list[_Place]]


@dataclass(frozen=True)
class Resource:
    """A place to read on.

    Args:
        title: Title of the work.
        where: Chapter, lecture or page in it; empty for the whole.
        link: Where the work is found.
    """

    title: str
    where: str
    link: str


def resources_of(skill_id: str) -> tuple[Resource, ...]:
    """Return where to read on about a skill, in the order in which to try; empty for an unknown one."""
    return _load(settings().content).get(skill_id, ())


@cache
def _load(content: Path) -> dict[str, tuple[Resource, ...]]:
    path = content / "resources.toml"
    if not path.is_file():  # a bank without any, such as those of tests
        return {}
    entry = read_toml(path, _Resources, what="the study resources", next_step="gradatim task lint")
    works = {work.id: work for work in entry.resource}
    return {
        skill: tuple(Resource(works[p.resource].title, p.where, works[p.resource].link) for p in places)
        for skill, places in entry.skills.items()
    }
