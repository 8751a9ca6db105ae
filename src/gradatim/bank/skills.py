"""The skills of the checklist, read from `content/skills.toml`."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gradatim.settings import settings


@dataclass(frozen=True)
class Area:
    """One of the five areas of the checklist, such as `image`."""

    id: str
    title: str


@dataclass(frozen=True)
class Skill:
    """One line of the checklist.

    Args:
        id: Fixed name, such as `nn.train`.
        title: Completes "you can …".
        in_model: Whether a saved model can show it, so that exam tasks ask for it. Defaults to True.
    """

    id: str
    title: str
    in_model: bool = True

    @property
    def area(self) -> str:
        """Id of the skill's area: the part before the dot."""
        return self.id.split(".")[0]


def load_skills() -> Mapping[str, Skill]:
    """Return all skills by id, in the checklist's order. Read-only: it is shared."""
    return _skills_of(settings().content)


@cache
def _skills_of(content: Path) -> Mapping[str, Skill]:
    entries = _read(content)["skill"]
    return MappingProxyType({entry["id"]: Skill(**entry) for entry in entries})


def require_skills(ids: Iterable[str]) -> None:
    """Refuse what is no skill of the checklist.

    Raises:
        ValueError: One is none; the message names the nearest that is.
    """
    known = load_skills()
    for skill in ids:
        if skill not in known:
            near = difflib.get_close_matches(skill, known, n=1)
            hint = f" ({near[0]}?)" if near else ""
            raise ValueError(f"Expected skills of the checklist{hint}. Received: {skill!r}")


def load_areas() -> Mapping[str, Area]:
    """Return the areas by id, in the checklist's order. Read-only: it is shared."""
    return _areas_of(settings().content)


@cache
def _areas_of(content: Path) -> Mapping[str, Area]:
    return MappingProxyType({entry["id"]: Area(**entry) for entry in _read(content)["area"]})


def _read(content: Path) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((content / "skills.toml").read_text(encoding="utf-8"))
