"""`task new`: a task's folder to fill in."""

from __future__ import annotations

import re
from pathlib import Path

from gradatim.errors import UserError
from gradatim.settings import settings

CATEGORY_FOLDERS = {1: "1-simple", 2: "2-learning-dataset", 3: "3-images", 4: "4-text", 5: "5-sequences"}


def new_task(task_id: str, category: int) -> Path:
    """Write the folder of a new exam task into the bank and return it.

    Raises:
        UserError: The id is not in kebab case or taken, or the category is not 1 to 5.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", task_id):
        raise UserError(
            "Expected an id of lower-case words joined by hyphens, such as penguin-mass",
            received=repr(task_id),
            next_step="gradatim task new penguin-mass --category 1",
        )
    if category not in CATEGORY_FOLDERS:
        raise UserError(
            "Expected a category from 1 to 5",
            received=str(category),
            next_step=f"gradatim task new {task_id} --category 3",
        )
    content = settings().content
    taken = next((content / "exam").glob(f"*/{task_id}"), None)
    if taken:
        raise UserError(
            "Expected an id that is free", received=f"{task_id}: {taken} exists", next_step="choose another"
        )
    folder = content / "exam" / CATEGORY_FOLDERS[category] / task_id
    values = {"title": task_id.replace("-", " ").capitalize(), "category": str(category)}
    template = content / "templates" / "exam-task"
    for source in sorted(path for path in template.rglob("*") if path.suffix in {".py", ".md", ".toml"}):
        text = source.read_text(encoding="utf-8")
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", value)
        target = folder / source.relative_to(template)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder
