"""How the map of skills looks in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from gradatim.bank.skills import load_areas
from gradatim.mastery.readiness import Readiness
from gradatim.mastery.skill_map import Evidence, SkillEntry, SkillState

_WIDE = 120
_ID_WIDTH, _TITLE_WIDTH, _STATE_WIDTH, _DRILLS_WIDTH = 22, 52, 9, 4
SIGNS = {
    SkillState.NEW: ("○", "dim"),
    SkillState.BEGUN: ("◔", "yellow"),
    SkillState.PRACTISED: ("◕", "green"),
    SkillState.SHOWN: ("●", "bold green"),
}


def skill_table(entries: Sequence[SkillEntry], width: int) -> RenderableType:
    """Return the map: areas, skills, state, drills, latest evidence; one line a skill.

    Args:
        entries: The map.
        width: Columns of the terminal; the titles of the skills are left out where there is no room for them.
    """
    parts: list[RenderableType] = []
    areas = load_areas()
    for area, group in groupby(entries, key=lambda entry: entry.skill.area):
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(width=1)
        table.add_column(width=_ID_WIDTH)
        if width >= _WIDE:
            table.add_column(width=_TITLE_WIDTH, no_wrap=True, overflow="ellipsis")
        table.add_column(width=_STATE_WIDTH)
        table.add_column(width=_DRILLS_WIDTH, justify="right")
        table.add_column(no_wrap=True, overflow="ellipsis")
        for entry in group:
            table.add_row(*_cells(entry, with_title=width >= _WIDE))
        parts += [Text(areas[area].title, style="bold"), table, Text()]
    legend = "  ".join(f"{sign} {state.value}" for state, (sign, _) in SIGNS.items())
    return Group(*parts, Text(f"{legend}   n/m: drills that pass", style="dim"))


def _cells(entry: SkillEntry, *, with_title: bool) -> list[RenderableType]:
    sign, style = SIGNS[entry.state]
    evidence = evidence_words(entry.evidence[0]) if entry.evidence else ""
    return [
        Text(sign, style=style),
        Text(entry.skill.id),
        *([Text(entry.skill.title)] if with_title else []),
        Text(entry.state.value, style=style),
        Text(f"{len(entry.passed)}/{len(entry.drills)}"),
        Text(evidence, style="dim"),
    ]


def evidence_words(evidence: Evidence) -> str:
    """Return one piece of evidence as a phrase with its day."""
    day = datetime.fromtimestamp(evidence.at, UTC).astimezone().date().isoformat()
    if evidence.kind == "exam":
        return f"{evidence.score}/5 in “{evidence.title}”, {day}"
    return f"“{evidence.title}” {'with its solution ' if evidence.helped else ''}{day}"


def readiness_table(found: Sequence[Readiness]) -> RenderableType:
    """Return the chance of a score of 4 or more in each category."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for heading in ("Category", "Scored 4 or more", "Chance of 4 or more, 95 % interval"):
        table.add_column(heading)
    for entry in found:
        if entry.probability is None or entry.interval is None:
            table.add_row(str(entry.category), "no sitting yet", Text("unknown: gradatim exam start", style="dim"))
        else:
            low, high = entry.interval
            chance = f"{entry.probability:.0%} ({low:.0%} to {high:.0%})"
            table.add_row(str(entry.category), f"{entry.successes} of {entry.sittings} sittings", chance)
    return table
