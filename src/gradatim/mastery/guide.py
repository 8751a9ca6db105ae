"""Everything the learner is told about the way so far and the way ahead, from progress and exam results."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from gradatim.bank.drill_reader import load_drills
from gradatim.exams.task_scores import TaskScore
from gradatim.mastery.next_drill import Suggestion, next_drill
from gradatim.mastery.progress import Progress
from gradatim.mastery.readiness import Readiness, readiness
from gradatim.mastery.review import Review, due, reviews
from gradatim.mastery.skill_map import SkillEntry, skill_map

CATEGORIES = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Guide:
    """The view over one practice folder's progress and the scores of past exams.

    Args:
        progress: The progress of a practice folder.
        scores: Scores of exam tasks in sittings of the learner.
        now: The clock, seconds since 1970 UTC. Defaults to this machine's.
    """

    progress: Progress
    scores: Sequence[TaskScore] = ()
    now: Callable[[], float] = field(default=time.time)

    def skills(self) -> list[SkillEntry]:
        """Return the map: every skill with its state and evidence."""
        return skill_map(self.progress.records(), self.scores)

    def passed(self) -> int:
        """Return how many drills count as passed."""
        known = load_drills()
        return sum(record.counts for drill, record in self.progress.records().items() if drill in known)

    def drills(self) -> int:
        """Return how many drills there are."""
        return len(load_drills())

    def due(self) -> list[Review]:
        """Return the passed drills whose day has come again."""
        return due(reviews(self.progress.passes(), self.now()), self.now())

    def readiness(self) -> list[Readiness]:
        """Return the chance of a score of 4 or more in each category of the exam."""
        return [readiness(self.scores, category) for category in CATEGORIES]

    def suggest(self, skipped: frozenset[str] = frozenset()) -> Suggestion | None:
        """Return the next best drill; None when every drill has passed and none is due.

        Args:
            skipped: Ids of drills that the learner does not want now. Defaults to none.
        """
        records = self.progress.records()
        return next_drill(
            skill_map(records, self.scores),
            records,
            self.scores,
            self.due(),
            current=self.progress.current,
            now=self.now(),
            skipped=skipped,
        )
