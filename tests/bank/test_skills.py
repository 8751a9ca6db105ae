"""The checklist is complete and its ids never change."""

from __future__ import annotations

from collections import Counter

from gradatim.bank.reader import load_tasks
from gradatim.bank.skills import load_areas, load_skills


def test_the_checklist_has_its_lines_in_five_areas() -> None:
    areas = Counter(skill.area for skill in load_skills().values())
    assert areas == {"nn": 19, "image": 8, "text": 9, "series": 10, "dev": 7}
    assert list(load_areas()) == ["nn", "image", "text", "series", "dev"]


def test_every_task_names_skills_of_the_checklist() -> None:
    assert {skill for task in load_tasks() for skill in task.skills} <= load_skills().keys()
