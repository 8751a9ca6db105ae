"""What the candidate handbook says of one exam, computed from its blueprint and the bank."""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from gradatim.bank.exam_task import ExamTask, MetricName
from gradatim.bank.skills import Area, Skill, load_areas, load_skills
from gradatim.errors import UserError
from gradatim.exams.blueprint import TOTAL_WEIGHT, Blueprint, BlueprintCategory
from gradatim.exams.form import pool
from gradatim.grading.bands import HIGHEST_SCORE


@dataclass(frozen=True)
class CategoryFacts:
    """One category of an exam, and the tasks that may be drawn for it.

    Args:
        number: Number of the category and of its folder.
        title: Its name.
        weight: Points of 100.
        tasks: The tasks of its pool, in the order of the bank.
    """

    number: int
    title: str
    weight: int
    tasks: tuple[ExamTask, ...]

    @property
    def points_of_one_band(self) -> float:
        """Points that one more band is worth."""
        return self.weight / HIGHEST_SCORE

    @property
    def minutes(self) -> tuple[int, int]:
        """The shortest and the longest working time that a task of the pool is planned for."""
        minutes = [task.minutes for task in self.tasks]
        return min(minutes), max(minutes)

    @property
    def metrics(self) -> tuple[MetricName, ...]:
        """The metrics of the pool, each once."""
        return tuple(dict.fromkeys(task.rubric.metric for task in self.tasks))

    @property
    def file_mb(self) -> tuple[int, int]:
        """The smallest and the largest limit on the model's file, in MB of 10**6 bytes."""
        limits = [task.limits.file_mb for task in self.tasks]
        return min(limits), max(limits)

    @property
    def training_seconds(self) -> tuple[float, float] | None:
        """How long the reference answers of the pool trained: shortest and longest median; None if never measured."""
        medians = [seconds for task in self.tasks if (seconds := _median_training(task)) is not None]
        return (min(medians), max(medians)) if medians else None


@dataclass(frozen=True)
class ChecklistLine:
    """One skill of the checklist.

    Args:
        skill: The skill.
        tasks: How many tasks of the exam's pools ask for it.
    """

    skill: Skill
    tasks: int


@dataclass(frozen=True)
class ExamFacts:
    """Everything that the candidate handbook states as a number or a list.

    Args:
        blueprint: The exam.
        categories: Its categories with their pools.
        checklist: Every skill by area.
    """

    blueprint: Blueprint
    categories: tuple[CategoryFacts, ...]
    checklist: tuple[tuple[Area, tuple[ChecklistLine, ...]], ...]

    @property
    def metrics(self) -> tuple[MetricName, ...]:
        """The metrics that a task of this exam may be scored by, each once."""
        return tuple(dict.fromkeys(metric for category in self.categories for metric in category.metrics))

    @property
    def planned_minutes(self) -> tuple[int, int]:
        """The working time of all categories together, in the shortest and in the longest form."""
        ends = [category.minutes for category in self.categories]
        return sum(shortest for shortest, _ in ends), sum(longest for _, longest in ends)

    @property
    def uniform_total(self) -> dict[int, float]:
        """The total that the same score in every category comes to, for the scores 5 to 0."""
        return {score: TOTAL_WEIGHT * score / HIGHEST_SCORE for score in range(HIGHEST_SCORE, -1, -1)}

    @property
    def to_lose(self) -> int:
        """Points that may be lost without failing."""
        return TOTAL_WEIGHT - self.blueprint.pass_mark

    @property
    def may_stay_empty(self) -> tuple[BlueprintCategory, ...]:
        """The categories that can each be left empty and the exam still be passed with full scores elsewhere."""
        return tuple(category for category in self.blueprint.category if category.weight <= self.to_lose)


def exam_facts(blueprint: Blueprint, tasks: Sequence[ExamTask]) -> ExamFacts:
    """Gather what the handbook says of an exam.

    Args:
        blueprint: The exam.
        tasks: All tasks of the bank.

    Raises:
        UserError: A pool names an unknown task, or a category has no task to draw.
    """
    categories = tuple(_category(blueprint, category, tasks) for category in blueprint.category)
    drawn = {task.id: task for category in categories for task in category.tasks}
    skills = load_skills().values()
    checklist = tuple(
        (
            area,
            tuple(
                ChecklistLine(skill, sum(skill.id in task.skills for task in drawn.values()))
                for skill in skills
                if skill.area == area.id
            ),
        )
        for area in load_areas().values()
    )
    return ExamFacts(blueprint, categories, checklist)


def _category(blueprint: Blueprint, category: BlueprintCategory, tasks: Sequence[ExamTask]) -> CategoryFacts:
    drawn_from = tuple(pool(blueprint, category, tasks))
    if not drawn_from:
        raise UserError(
            f"Expected at least one task for category {category.number} ({category.title}) of {blueprint.id!r}",
            received="an empty pool",
            next_step="gradatim task list",
        )
    return CategoryFacts(category.number, category.title, category.weight, drawn_from)


def _median_training(task: ExamTask) -> float | None:
    path = task.folder / "measured.json"
    if not path.is_file():
        return None
    seconds = [run["train_seconds"] for run in json.loads(path.read_text(encoding="utf-8"))["reference"]]
    return statistics.median(seconds) if seconds else None
