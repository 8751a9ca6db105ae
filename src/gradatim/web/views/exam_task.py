"""The text of one task of a sitting, as it lies in the exam folder."""

from __future__ import annotations

import re
from pathlib import Path

from pydantic import Field

from gradatim.exams.sitting import load
from gradatim.web.bank import find_task
from gradatim.web.problems import found
from gradatim.web.server import Server
from gradatim.web.views.view import View

PICTURE = "data.png"
_PICTURE_LINE = re.compile(rf"^!\[(?P<words>[^\]]*)\]\({re.escape(PICTURE)}\)\s*$", re.MULTILINE)


class ExamTaskView(View):
    """The text of a task."""

    sitting: str
    exam_title: str
    number: int = Field(description="Category of the exam.")
    weight: int
    task_id: str
    task_title: str
    folder: str = Field(description="The category's folder.")
    text: str = Field(description="Markdown.")
    picture: str | None = Field(description="What the picture of the data shows; null when there is none.")


def exam_task_view(server: Server, sitting_id: str, category: int) -> ExamTaskView:
    """Return the text of the task of a category.

    Raises:
        PageError: 404, there is no such sitting or category.
    """
    with found():
        sitting = load(server.installation.engine, sitting_id)
        item = sitting.form.item(category)
        task = find_task(item.task_id)
    text = (task.folder / "README.md").read_text(encoding="utf-8")
    picture = _PICTURE_LINE.search(text) if (task.folder / PICTURE).is_file() else None
    return ExamTaskView(
        sitting=sitting.id,
        exam_title=sitting.blueprint.title,
        number=category,
        weight=item.weight,
        task_id=task.id,
        task_title=task.title,
        folder=str(sitting.folder / f"category{category}"),
        text=_PICTURE_LINE.sub("", text, count=1) if picture else text,
        picture=picture["words"] if picture else None,
    )


def picture_of_task(server: Server, sitting_id: str, category: int) -> Path | None:
    """Return the picture of the data of a category's task; None when there is none.

    Raises:
        PageError: 404, there is no such sitting or category.
    """
    with found():
        item = load(server.installation.engine, sitting_id).form.item(category)
        path = find_task(item.task_id).folder / PICTURE
    return path if path.is_file() else None
