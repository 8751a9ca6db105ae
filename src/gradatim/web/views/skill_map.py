"""The map: every skill with its state and evidence, the next best step, the readiness for each category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from pydantic import Field

from gradatim.bank.skills import load_areas
from gradatim.mastery.next_drill import Suggestion
from gradatim.mastery.readiness import Readiness
from gradatim.mastery.skill_map import Evidence, SkillEntry, SkillState
from gradatim.web.bank import category_titles
from gradatim.web.server import Server
from gradatim.web.views.learner import learner
from gradatim.web.views.view import View


class EvidenceLine(View):
    """One thing that happened and speaks for a skill."""

    kind: str = Field(description="`drill` or `exam`.")
    id: str = Field(description="Id of the drill or the exam task.")
    title: str
    at: float = Field(description="Seconds since 1970 UTC.")
    score: int | None = Field(description="4 or 5 for an exam task.")
    helped: bool = Field(description="Whether the drill's solution was shown first, so that the pass does not count.")


class SkillLine(View):
    """A skill on the map."""

    id: str
    title: str = Field(description="Completes “you can …”.")
    state: SkillState
    drills: int
    passed: int = Field(description="How many of its drills count as passed.")
    tasks: int = Field(description="How many exam tasks ask for it.")
    latest: EvidenceLine | None


class AreaPart(View):
    """One of the five areas of the checklist."""

    id: str
    title: str
    states: dict[SkillState, int] = Field(description="How many skills are in each state.")
    skills: list[SkillLine]


class NextStep(View):
    """The next best drill, and why."""

    drill: str
    title: str
    skill: str
    minutes: int
    reason: str


class ReadinessLine(View):
    """The chance of a score of 4 or more in one category."""

    category: int
    title: str
    sittings: int
    successes: int
    probability: float | None
    low: float | None = Field(description="Lower end of the 95 % interval.")
    high: float | None = Field(description="Upper end of the 95 % interval.")


class MapView(View):
    """The map of skills."""

    states: dict[SkillState, int]
    areas: list[AreaPart]
    drills: int
    drills_passed: int
    due: int = Field(description="Passed drills whose day has come again.")
    next_step: NextStep | None
    readiness: list[ReadinessLine]
    practice_folder: str
    practice_begun: bool = Field(description="Whether the practice folder is there.")


def map_view(server: Server) -> MapView:
    """Return the map as it is now.

    Raises:
        UserError: The progress or the database cannot be used.
    """
    now = learner(server)
    entries = list(now.skills.values())
    return MapView(
        states=_states(entries),
        areas=_areas(entries),
        drills=sum(len(entry.drills) for entry in entries),
        drills_passed=sum(len(entry.passed) for entry in entries),
        due=len(now.due),
        next_step=next_step(now.suggestion),
        readiness=[_readiness(found) for found in now.readiness],
        practice_folder=str(server.place),
        practice_begun=server.practice is not None,
    )


def next_step(suggestion: Suggestion | None) -> NextStep | None:
    """Return a suggestion as a part of a page."""
    if suggestion is None:
        return None
    drill = suggestion.drill
    return NextStep(
        drill=drill.id, title=drill.title, skill=drill.skill, minutes=drill.minutes, reason=suggestion.reason
    )


def evidence_line(evidence: Evidence) -> EvidenceLine:
    """Return one piece of evidence as a part of a page."""
    return EvidenceLine(
        kind=evidence.kind,
        id=evidence.id,
        title=evidence.title,
        at=evidence.at,
        score=evidence.score,
        helped=evidence.helped,
    )


def _areas(entries: Iterable[SkillEntry]) -> list[AreaPart]:
    titles = load_areas()
    parts = []
    for area, group in groupby(entries, key=lambda entry: entry.skill.area):
        found = list(group)
        parts.append(
            AreaPart(id=area, title=titles[area].title, states=_states(found), skills=[_line(entry) for entry in found])
        )
    return parts


def _states(entries: Iterable[SkillEntry]) -> dict[SkillState, int]:
    counts = Counter(entry.state for entry in entries)
    return {state: counts[state] for state in reversed(SkillState)}


def _line(entry: SkillEntry) -> SkillLine:
    return SkillLine(
        id=entry.skill.id,
        title=entry.skill.title,
        state=entry.state,
        drills=len(entry.drills),
        passed=len(entry.passed),
        tasks=len(entry.tasks),
        latest=evidence_line(entry.evidence[0]) if entry.evidence else None,
    )


def _readiness(found: Readiness) -> ReadinessLine:
    low, high = found.interval or (None, None)
    return ReadinessLine(
        category=found.category,
        title=category_titles().get(found.category, f"Category {found.category}"),
        sittings=found.sittings,
        successes=found.successes,
        probability=found.probability,
        low=low,
        high=high,
    )
