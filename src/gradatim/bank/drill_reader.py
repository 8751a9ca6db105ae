"""Reads a drill's folder into a `Drill`. A bad `task.toml` is refused with file, line, expected and received."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from gradatim.bank.drill import Drill, DrillKind, EquivalentMutants, Level, WrongAnswer
from gradatim.bank.skills import load_skills, require_skills
from gradatim.data.catalogue import load_dataset
from gradatim.errors import UserError
from gradatim.settings import settings
from gradatim.toml_file import read_toml


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Wrong(_Entry):
    file: Annotated[str, Field(pattern=r"^wrong/\w+\.py$")]
    mistake: str
    check: str
    message: Annotated[str, Field(min_length=1)]


class _Equivalent(_Entry):
    line: Annotated[str, Field(min_length=2)]
    reason: Annotated[str, Field(min_length=8)]
    mutant: str = ""


class _Drill(_Entry):
    title: str
    skill: str
    also: list[str] = []
    kind: Literal["complete", "repair", "predict", "choose", "figure", "train"]
    level: Annotated[int, Field(ge=1, le=3)]
    minutes: Annotated[int, Field(ge=3, le=20)]
    seconds: Annotated[int, Field(ge=1, le=120)] = 20
    trains: bool = False
    data: dict[str, str] = {}
    hints: Annotated[list[str], Field(min_length=2, max_length=2)]
    wrong: Annotated[list[_Wrong], Field(min_length=2)]
    equivalent: list[_Equivalent] = []

    @model_validator(mode="after")
    def _skills_exist(self) -> _Drill:
        require_skills((self.skill, *self.also))
        return self


def read_drill(folder: Path) -> Drill:
    """Read one drill's folder.

    Raises:
        UserError: `task.toml` is missing, is not TOML, or breaks the format; the message names file and line.
    """
    entry = read_toml(folder / "task.toml", _Drill, what="a drill", next_step="gradatim task lint")
    return Drill(
        id=folder.name,
        folder=folder,
        title=entry.title,
        skill=entry.skill,
        also=tuple(entry.also),
        kind=DrillKind(entry.kind),
        level=Level(entry.level),
        minutes=entry.minutes,
        seconds=entry.seconds,
        trains=entry.trains,
        data=entry.data,
        hints=(entry.hints[0], entry.hints[1]),
        wrong=tuple(WrongAnswer(**wrong.model_dump()) for wrong in entry.wrong),
        equivalent=tuple(EquivalentMutants(**same.model_dump()) for same in entry.equivalent),
    )


def drill_folders(content: Path | None = None) -> list[Path]:
    """Return the folders of all drills of the bank, by area and id."""
    return sorted(path.parent for path in ((content or settings().content) / "drills").glob("*/*/task.toml"))


def load_drills() -> Mapping[str, Drill]:
    """Return all drills by id: in the checklist's order of their skills, by level and id. Read-only: it is shared."""
    return _drills_of(settings().content)


@cache
def _drills_of(content: Path) -> Mapping[str, Drill]:
    position = {skill: number for number, skill in enumerate(load_skills())}
    drills = sorted(
        map(read_drill, drill_folders(content)), key=lambda drill: (position[drill.skill], drill.level, drill.id)
    )
    return MappingProxyType({drill.id: drill for drill in drills})


def load_drill(drill_id: str) -> Drill:
    """Return the drill with this id.

    Raises:
        UserError: There is no such drill; the message names the nearest.
    """
    drills = load_drills()
    if drill_id not in drills:
        near = difflib.get_close_matches(drill_id, drills, n=1)
        raise UserError(
            "Expected the id of a drill",
            received=drill_id,
            next_step=f"gradatim learn {near[0]}" if near else "gradatim skills",
        )
    return drills[drill_id]


def drill_files(drill: Drill) -> dict[str, bytes]:
    """Return what lies beside the learner's answer: the drill's own files and its data, by relative path.

    Raises:
        UserError: A data file is missing or damaged.
    """
    own = drill.folder / "files"
    found = {str(path.relative_to(own)): path.read_bytes() for path in sorted(own.rglob("*")) if path.is_file()}
    for name, source in drill.data.items():
        dataset_id, _, file = source.partition("/")
        found[name] = load_dataset(dataset_id).file(file).read_bytes()
    return found
