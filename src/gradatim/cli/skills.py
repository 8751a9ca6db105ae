"""`gradatim skills`: the map in the terminal."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from gradatim.mastery.skill_map import SkillEntry


def skills(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    area: Annotated[str | None, typer.Option(help="Only this area: nn, image, text, series or dev.")] = None,
) -> None:
    """Show every skill of the checklist: its state, the evidence, what to do next, and how ready you are."""
    import tempfile

    from gradatim.bank.skills import load_areas
    from gradatim.cli.practice import open_guide
    from gradatim.cli.skill_words import readiness_table, skill_table
    from gradatim.cli.terminal import out
    from gradatim.errors import UserError
    from gradatim.workspace.practice_folder import PracticeFolder, find_practice

    if area is not None and area not in load_areas():
        raise UserError(
            f"Expected an area: {', '.join(load_areas())}", received=area, next_step="gradatim skills --area nn"
        )
    with tempfile.TemporaryDirectory() as empty:
        practice = find_practice(Path.cwd()) or PracticeFolder(Path(empty))
        guide = open_guide(practice)
        entries = [entry for entry in guide.skills() if area in (None, entry.skill.area)]
        if as_json:
            out().print(json.dumps([_as_json(entry) for entry in entries], indent=2), markup=False, soft_wrap=True)
            return
        out().print(skill_table(entries, out().width))
        out().print()
        out().print(readiness_table(guide.readiness()))
        suggestion = guide.suggest()
        if suggestion:
            line = f"\nNext: gradatim learn {suggestion.drill.id} ({suggestion.drill.title}). {suggestion.reason}"
            out().print(line, markup=False)
        guide.progress.close()


def _as_json(entry: SkillEntry) -> dict[str, Any]:
    return {
        "id": entry.skill.id,
        "area": entry.skill.area,
        "title": entry.skill.title,
        "note": f"notes/{entry.skill.id}.md" if entry.note else None,
        "drills": [drill.id for drill in entry.drills],
        "tasks": [task.id for task in entry.tasks],
        "state": entry.state.value,
        "evidence": [asdict(evidence) for evidence in entry.evidence],
    }
