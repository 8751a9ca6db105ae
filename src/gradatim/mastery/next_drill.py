"""The next best drill, and why, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drills
from gradatim.exams.task_scores import TaskScore
from gradatim.mastery.progress import DrillRecord
from gradatim.mastery.review import DAY_SECONDS, Review
from gradatim.mastery.skill_map import SHOWN_FROM, SkillEntry, SkillState


@dataclass(frozen=True)
class Suggestion:
    """A drill to do next.

    Args:
        drill: The drill.
        reason: Why this one: a sentence.
    """

    drill: Drill
    reason: str


def next_drill(
    entries: Sequence[SkillEntry],
    records: Mapping[str, DrillRecord],
    scores: Sequence[TaskScore],
    due: Sequence[Review],
    *,
    current: str | None,
    now: float,
    skipped: frozenset[str] = frozenset(),
) -> Suggestion | None:
    """Return what to do next; None when every drill has passed and none is due.

    In this order: the drill that was begun and not finished; one of a skill whose exam task lately scored below 4; one
    that is due again; the rest of a skill that was begun; the first of the next skill of the checklist.

    Args:
        entries: The map.
        records: What happened to each drill.
        scores: Scores of exam tasks in sittings of the learner.
        due: Passed drills whose day has come.
        current: Id of the drill that the learner works on.
        now: Seconds since 1970 UTC.
        skipped: Ids of drills that the learner does not want now; they come last. Defaults to none.
    """
    unsolved = {drill.id: drill for entry in entries for drill in entry.drills if drill.id not in entry.passed}
    open_drills = {drill_id: drill for drill_id, drill in unsolved.items() if drill_id not in skipped} or unsolved
    if current in open_drills and records.get(current, DrillRecord()).attempts:
        return Suggestion(open_drills[current], "You have begun it, and it does not pass yet.")
    return (
        _after_a_weak_exam(entries, open_drills, scores)
        or _due_again([review for review in due if review.drill not in skipped], now)
        or _rest_of_a_skill(entries, open_drills)
        or _next_of_the_checklist(entries, open_drills)
    )


def _after_a_weak_exam(
    entries: Sequence[SkillEntry], open_drills: Mapping[str, Drill], scores: Sequence[TaskScore]
) -> Suggestion | None:
    latest = {score.category: score for score in sorted(scores, key=lambda score: score.at)}
    for score in sorted(latest.values(), key=lambda score: (score.score, -score.category)):
        if score.score >= SHOWN_FROM:
            continue
        for entry in entries:
            if entry.state is SkillState.SHOWN or all(task.id != score.task_id for task in entry.tasks):
                continue
            task = next(task for task in entry.tasks if task.id == score.task_id)
            drill = next((drill for drill in entry.drills if drill.id in open_drills), None)
            if drill is not None:
                reason = (
                    f"Your last model for category {score.category}, “{task.title}”, scored {score.score} of 5, and "
                    f"that task asks for this skill."
                )
                return Suggestion(drill, reason)
    return None


def _due_again(due: Sequence[Review], now: float) -> Suggestion | None:
    for review in due:
        drill = load_drills().get(review.drill)
        if drill is not None:
            days = (now - review.last_passed_at) / DAY_SECONDS
            reason = (
                f"You passed it {days:.0f} days ago; after that time about {review.recall:.0%} of what was learnt is "
                f"still there."
            )
            return Suggestion(drill, reason)
    return None


def _rest_of_a_skill(entries: Sequence[SkillEntry], open_drills: Mapping[str, Drill]) -> Suggestion | None:
    for entry in entries:
        if entry.state is SkillState.BEGUN:
            drill = next((drill for drill in entry.drills if drill.id in open_drills), None)
            if drill is not None:
                reason = f"{len(entry.passed)} of {len(entry.drills)} drills of this skill pass already."
                return Suggestion(drill, reason)
    return None


def _next_of_the_checklist(entries: Sequence[SkillEntry], open_drills: Mapping[str, Drill]) -> Suggestion | None:
    for entry in entries:
        drill = next((drill for drill in entry.drills if drill.id in open_drills), None)
        if drill is not None and entry.state is SkillState.NEW:
            return Suggestion(drill, "It is the first of the next skill on the checklist.")
    drill = next(iter(open_drills.values()), None)
    return Suggestion(drill, "It does not pass yet.") if drill else None
