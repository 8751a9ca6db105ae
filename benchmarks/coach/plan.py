"""Every model of the benchmark: what it is, and where it is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.coach.lesson import Lesson
from benchmarks.coach.subjects import Subject, good_lessons, subjects

NO_MISTAKE = "none"


@dataclass(frozen=True)
class Planned:
    """One model to train and examine.

    Args:
        subject: The task and how it is taken.
        cause: The finding that names its mistake, or `none`.
        name: What was done, in words.
        seed: Of its training.
    """

    subject: Subject
    cause: str
    name: str
    seed: int

    @property
    def key(self) -> str:
        """The task and a name for files, unique."""
        return f"{self.subject.task}/{self.cause}-{re.sub('[^a-z0-9]+', '-', self.name.lower()).strip('-')}"

    def lesson(self) -> Lesson:
        """Return what to train."""
        if self.cause == NO_MISTAKE:
            return next(lesson for name, _, lesson in good_lessons(self.subject) if name == self.name)
        mistake = next(one for one in self.subject.mistakes if (one.cause, one.name) == (self.cause, self.name))
        return mistake.change(self.subject.lesson())

    def file(self, folder: Path) -> Path:
        """Return where the trained model lies."""
        return folder / "models" / f"{self.key}.keras"


def plan(tasks: frozenset[str] = frozenset()) -> Iterator[Planned]:
    """Yield all models, or those of some tasks: of each task the good ones first.

    Args:
        tasks: Ids of tasks. Defaults to none, which means all.
    """
    for subject in subjects():
        if tasks and subject.task not in tasks:
            continue
        for name, seed, _ in good_lessons(subject):
            yield Planned(subject, NO_MISTAKE, name, seed)
        for mistake in subject.mistakes:
            yield Planned(subject, mistake.cause, mistake.name, 1)
