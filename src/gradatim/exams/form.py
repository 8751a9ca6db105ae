"""The form: one concrete exam, drawn from a blueprint."""

from __future__ import annotations

import difflib
import hashlib
import secrets
from collections.abc import Collection, Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from gradatim.bank.exam_task import ExamTask
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.exams.blueprint import Blueprint, BlueprintCategory

SEEDS = 10**6
"""Random seeds lie below this: six digits can be read out and typed."""
_TRIES = 5_000
"""With pools of four and two sittings behind, one form in 32 repeats nothing; the search ends there."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FormItem(_Model):
    """The task of one category, with the version that its scores are bound to."""

    category: int
    title: str
    weight: int
    task_id: str
    task_version: str


class Form(_Model):
    """One concrete exam. Stored as JSON with its sitting."""

    items: tuple[FormItem, ...]

    def item(self, category: int) -> FormItem:
        """Return the item of a category.

        Raises:
            UserError: The form has no such category.
        """
        for item in self.items:
            if item.category == category:
                return item
        known = ", ".join(str(item.category) for item in self.items)
        raise UserError(
            f"Expected a category of this exam: {known}",
            received=str(category),
            next_step=f"gradatim submit {self.items[0].category}",
        )


def draw(blueprint: Blueprint, tasks: Sequence[ExamTask], seed: int, split: Split) -> Form:
    """Draw one task for each category, the same ones for the same seed on every machine and Python version.

    Every task of a pool gets a pseudo-random number from SHA-256 over seed, blueprint, category and task, and the
    smallest wins (rendezvous hashing; Thaler and Ravishankar, 1998). So the order of the pool does not matter, and a
    task that joins it changes only the draws that it wins. No task is drawn twice in one form.

    Args:
        blueprint: Categories, weights and pools.
        tasks: All tasks of the bank.
        seed: Any whole number.
        split: The hidden split, part of each task's version.

    Returns:
        The form, its items in the order of the category numbers.

    Raises:
        UserError: A pool names an unknown task, or a category has no task left to draw.
    """
    return Form(
        items=tuple(
            FormItem(
                category=category.number,
                title=category.title,
                weight=category.weight,
                task_id=task.id,
                task_version=task.version(split),
            )
            for category, task in _drawn(blueprint, tasks, seed)
        )
    )


def choose_seed(
    blueprint: Blueprint, tasks: Sequence[ExamTask], met: Collection[str], seeds: Iterable[int] | None = None
) -> int:
    """Return a random seed whose form repeats no task that the candidate met, as far as the pools allow.

    The form stays a function of the seed alone, so that `--seed` gives the same one to anybody.

    Args:
        blueprint: Categories, weights and pools.
        tasks: All tasks of the bank.
        met: Ids of the tasks of the candidate's last sittings.
        seeds: Seeds to try, in this order. Defaults to random ones.

    Returns:
        The first seed whose form repeats as few tasks as possible, or the best of those tried.

    Raises:
        UserError: A pool names an unknown task, or a category has no task left to draw.
    """
    candidates = seeds if seeds is not None else (secrets.randbelow(SEEDS) for _ in range(_TRIES))
    unavoidable = sum(
        all(task.id in met for task in pool(blueprint, category, tasks)) for category in blueprint.category
    )
    best, fewest = 0, len(blueprint.category) + 1
    for seed in candidates:
        repeated = sum(task.id in met for _, task in _drawn(blueprint, tasks, seed))
        if repeated < fewest:
            best, fewest = seed, repeated
        if fewest <= unavoidable:
            break
    return best


def _drawn(blueprint: Blueprint, tasks: Sequence[ExamTask], seed: int) -> list[tuple[BlueprintCategory, ExamTask]]:
    """Return the categories in the order of their numbers, each with its task."""
    pairs: list[tuple[BlueprintCategory, ExamTask]] = []
    drawn: set[str] = set()
    for category in sorted(blueprint.category, key=lambda category: category.number):
        left = [task for task in pool(blueprint, category, tasks) if task.id not in drawn]
        if not left:
            raise UserError(
                f"Expected at least one task for category {category.number} ({category.title}) of {blueprint.id!r}",
                received="an empty pool"
                if not category.pool
                else f"only tasks that are drawn already: {category.pool}",
                next_step="gradatim task list",
            )
        task = min(left, key=lambda task: _lot(seed, blueprint.id, category.number, task.id))
        drawn.add(task.id)
        pairs.append((category, task))
    return pairs


def pool(blueprint: Blueprint, category: BlueprintCategory, tasks: Sequence[ExamTask]) -> list[ExamTask]:
    """Return the tasks that a category may be drawn from; none when the bank has none for it.

    Raises:
        UserError: The pool names an unknown task.
    """
    if not category.pool:
        return [task for task in tasks if task.category == category.number]
    by_id = {task.id: task for task in tasks}
    for task_id in category.pool:
        if task_id not in by_id:
            near = difflib.get_close_matches(task_id, by_id, n=1)
            raise UserError(
                f"Expected tasks of the bank in the pool of category {category.number} of {blueprint.id!r}",
                received=f"{task_id!r}{f' (did you mean {near[0]!r}?)' if near else ''}",
                next_step="gradatim task list",
            )
    return [by_id[task_id] for task_id in category.pool]


def _lot(seed: int, blueprint_id: str, category: int, task_id: str) -> bytes:
    return hashlib.sha256(f"{seed}\x1f{blueprint_id}\x1f{category}\x1f{task_id}".encode()).digest()
