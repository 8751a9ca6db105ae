"""Every skill that a saved model can show is asked for by an exam task, and every category has tasks to draw from."""

from __future__ import annotations

from collections import Counter

import pytest

from gradatim.bank.reader import load_tasks
from gradatim.bank.skills import load_skills


def test_every_skill_that_a_model_can_show_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    tasks = load_tasks()
    asked = {
        skill.id: [task.id for task in tasks if skill.id in task.skills]
        for skill in load_skills().values()
        if skill.in_model
    }
    with capsys.disabled():
        print()
        for skill, names in asked.items():
            print(f"  {skill:22} {len(names):3}  {', '.join(names)}")
    assert [skill for skill, names in asked.items() if not names] == []


def test_no_task_asks_for_what_a_saved_model_cannot_show() -> None:
    skills = load_skills()
    wrong = {task.id: [skill for skill in task.skills if not skills[skill].in_model] for task in load_tasks()}
    assert {task: listed for task, listed in wrong.items() if listed} == {}


def test_the_pools_are_large_enough_to_draw_from() -> None:
    counts = Counter(task.category for task in load_tasks())
    assert sum(counts.values()) >= 22
    assert {category: count for category, count in counts.items() if count < 4} == {}
