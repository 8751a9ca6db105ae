"""Where the learner stands: read from progress and results once for each change of either."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from gradatim.exams.task_scores import TaskScore, task_scores
from gradatim.mastery.guide import CATEGORIES
from gradatim.mastery.next_drill import Suggestion, next_drill
from gradatim.mastery.progress import DrillRecord
from gradatim.mastery.readiness import Readiness, readiness
from gradatim.mastery.review import Review, due, reviews
from gradatim.mastery.skill_map import SkillEntry, skill_map
from gradatim.web.bank import exam_tasks
from gradatim.web.live.topics import events_address, topic_revision
from gradatim.web.server import Server
from gradatim.web.states import learner_state

_REVIEWS_GOOD_FOR_SECONDS = 600


@dataclass(frozen=True)
class Learner:
    """The learner's standing.

    Args:
        skills: The map by id of the skill, in the checklist's order.
        records: What happened to each drill that was begun.
        passes: Every pass in the order of time: drill, when, and whether help was taken before it.
        scores: The best score of each category of each sitting, in the order of time.
        readiness: The chance of a score of 4 or more in each category.
        due: Passed drills whose day has come again.
        suggestion: The next best drill; None when every drill passes and none is due.
        current: Id of the drill that the learner works on; None before the first.
    """

    skills: Mapping[str, SkillEntry]
    records: Mapping[str, DrillRecord]
    passes: tuple[tuple[str, float, bool], ...]
    scores: tuple[TaskScore, ...]
    readiness: tuple[Readiness, ...]
    due: tuple[Review, ...]
    suggestion: Suggestion | None
    current: str | None


def learner(server: Server) -> Learner:
    """Return where the learner stands now.

    Raises:
        UserError: The progress or the database cannot be used.
    """
    # The days of reviews pass without anybody writing.
    period = int(time.time() / _REVIEWS_GOOD_FOR_SECONDS)
    return server.memory.get("learner", lambda: _read(server), now=period, of=partial(learner_state, server))


def practice_events(server: Server) -> str:
    """Return the address of the stream that tells what is newer than a page of practice made now."""
    return server.memory.get(
        ("practice events",), lambda: events_address("practice", topic_revision(server, "practice") or "")
    )


def _read(server: Server) -> Learner:
    now = time.time()
    progress = server.progress
    records = progress.records() if progress else {}
    passes = progress.passes() if progress else []
    current = progress.current if progress else None
    scores = task_scores(server.installation.engine)
    entries = skill_map(records, scores, list(exam_tasks().values()))
    due_now = due(reviews(passes, now), now)
    return Learner(
        skills={entry.skill.id: entry for entry in entries},
        records=records,
        passes=tuple(passes),
        scores=tuple(scores),
        readiness=tuple(readiness(scores, category) for category in CATEGORIES),
        due=tuple(due_now),
        suggestion=next_drill(entries, records, scores, due_now, current=current, now=now),
        current=current,
    )
