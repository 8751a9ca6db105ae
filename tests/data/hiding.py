"""Which examples of a dataset an exam task hides, learnt by watching the task draw them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from gradatim.bank.exam_task import ExamTask
from gradatim.bank.reader import load_task
from gradatim.data.split import Split
from gradatim.settings import PRACTICE_SPLIT_KEY


@dataclass(frozen=True)
class WatchedSplit(Split):
    """A split that remembers what it was asked and what it hid.

    `hidden` and `asked`: dataset id to groups.
    """

    hidden: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    asked: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def is_hidden(self, dataset: str, example_id: str, *, share: float) -> bool:
        """Decide as any split does, and remember it."""
        self.asked[dataset].add(example_id)
        if answer := super().is_hidden(dataset, example_id, share=share):
            self.hidden[dataset].add(example_id)
        return answer


@dataclass(frozen=True)
class Hiding:
    """What one task hides in practice.

    Args:
        groups: Dataset id to the groups that its split hid.
        asked: Dataset id to all groups that its split was asked about.
        ids: Ids of the hidden examples.
    """

    groups: Mapping[str, set[str]]
    asked: Mapping[str, set[str]]
    ids: frozenset[str]


@cache
def hiding(task_id: str) -> Hiding:
    """Let a task make its hidden set, once, and return what it hid."""
    task: ExamTask = load_task(task_id)
    split = WatchedSplit(PRACTICE_SPLIT_KEY.encode())
    ids = frozenset(task.hidden_set(split).ids)
    return Hiding(groups=dict(split.hidden), asked=dict(split.asked), ids=ids)
