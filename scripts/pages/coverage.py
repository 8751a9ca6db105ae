"""docs/skills-coverage.md: which exam tasks, drills and notes exercise each skill of the checklist."""

from __future__ import annotations

from collections import Counter

from gradatim.bank.drill_reader import load_drills
from gradatim.bank.note import note_path
from gradatim.bank.reader import load_tasks
from gradatim.bank.skills import Skill, load_areas, load_skills

HEAD = """# Which skills are exercised where

Written by `make docs` from the checklist, the bank and the drills. A saved model can show most skills, so exam tasks
ask for them; what a saved model cannot show is marked with a dash and practised in drills only. Each id leads to the
page of the skill, which is also what `gradatim note` shows."""


def coverage_page() -> str:
    """Return one table an area: skill, exam tasks, number of drills."""
    tasks = load_tasks()
    drills = Counter(drill.skill for drill in load_drills().values())
    parts = [HEAD]
    for area in load_areas().values():
        rows = []
        for skill in load_skills().values():
            if skill.area == area.id:
                shown_by = [f"[{task.title}](tasks/{task.id}.md)" for task in tasks if skill.id in task.skills]
                listed = ", ".join(shown_by) if skill.in_model else "–"
                rows.append(f"| {_page_of(skill)} | {skill.title} | {listed} | {drills[skill.id]} |")
        parts.append(
            f"## {area.title}\n\n| skill | you can … | exam tasks | drills |\n|---|---|---|---|\n" + "\n".join(rows)
        )
    return "\n\n".join(parts) + "\n"


def _page_of(skill: Skill) -> str:
    """Return the skill's id with a link to its page, if it has one."""
    if not note_path(skill.id).is_file():
        return f"`{skill.id}`"
    return f"[`{skill.id}`](../src/gradatim/content/notes/{skill.id}.md)"
