"""The examples of the last few tasks, kept between gradings: a room full of candidates sits the same form."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache

from gradatim.bank.exam_task import ExamTask
from gradatim.data.examples import Examples
from gradatim.data.split import Split

_TASKS = 8


@lru_cache(maxsize=_TASKS)
def hidden_set(task: ExamTask, split: Split) -> Examples:
    """Return the hidden examples of a task, read once."""
    return task.hidden_set(split)


def training_set_in_background(task: ExamTask, split: Split) -> Callable[[], Examples]:
    """Begin to read the candidate's own examples, and return what waits for them.

    Files take as long to read as a small model takes to load, and that is another process's work.

    Raises:
        ValueError: From what is returned, as from `ExamTask.training_set`.
    """
    reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="examples")
    examples = reader.submit(_training_set, task, split)
    reader.shutdown(wait=False)
    return examples.result


def forget_examples() -> None:
    """Have all examples read anew."""
    hidden_set.cache_clear()
    _training_set.cache_clear()


@lru_cache(maxsize=_TASKS)
def _training_set(task: ExamTask, split: Split) -> Examples:
    return task.training_set(split)
