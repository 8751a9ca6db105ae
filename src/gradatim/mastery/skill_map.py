"""The map: every skill of the checklist, its state, and the evidence for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gradatim.bank.drill import Drill
from gradatim.bank.drill_reader import load_drills
from gradatim.bank.exam_task import ExamTask
from gradatim.bank.note import note_path
from gradatim.bank.reader import load_tasks
from gradatim.bank.skills import Skill, load_skills
from gradatim.exams.task_scores import TaskScore
from gradatim.mastery.progress import DrillRecord

SHOWN_FROM = 4
"""Score of an exam task from which it shows its skills."""


class SkillState(StrEnum):
    """How far a skill has come."""

    NEW = "new"
    BEGUN = "begun"
    """Some of its drills pass."""
    PRACTISED = "practised"
    """All of its drills pass, without their solutions having been looked at first."""
    SHOWN = "shown"
    """An exam task that asks for it was scored 4 or 5."""


@dataclass(frozen=True)
class Evidence:
    """One thing that happened and speaks for a skill.

    Args:
        kind: `drill` or `exam`.
        id: Id of the drill or exam task.
        title: Its title.
        at: When, in seconds since 1970 UTC.
        score: 4 or 5 for an exam task; None for a drill.
        helped: Whether the drill's solution was shown before it passed; such a pass does not count.
    """

    kind: str
    id: str
    title: str
    at: float
    score: int | None = None
    helped: bool = False


@dataclass(frozen=True)
class SkillEntry:
    """A skill on the map.

    Args:
        skill: The skill.
        note: Whether its note is there.
        drills: Its drills in their order.
        tasks: Exam tasks that ask for it.
        passed: Ids of its drills that count as passed.
        state: How far it has come.
        evidence: What speaks for it, the latest first.
    """

    skill: Skill
    note: bool
    drills: tuple[Drill, ...]
    tasks: tuple[ExamTask, ...]
    passed: frozenset[str]
    state: SkillState
    evidence: tuple[Evidence, ...]


def skill_map(
    records: Mapping[str, DrillRecord], scores: Sequence[TaskScore], tasks: Sequence[ExamTask] | None = None
) -> list[SkillEntry]:
    """Return all skills in the checklist's order.

    Args:
        records: What happened to each drill.
        scores: Scores of exam tasks in sittings of the learner.
        tasks: All exam tasks. Defaults to reading them from the bank.
    """
    drills, tasks = list(load_drills().values()), load_tasks() if tasks is None else tasks
    return [_entry(skill, drills, tasks, records, scores) for skill in load_skills().values()]


def _entry(
    skill: Skill,
    all_drills: Sequence[Drill],
    all_tasks: Sequence[ExamTask],
    records: Mapping[str, DrillRecord],
    scores: Sequence[TaskScore],
) -> SkillEntry:
    drills = tuple(drill for drill in all_drills if drill.skill == skill.id)
    tasks = tuple(task for task in all_tasks if skill.id in task.skills)
    evidence = [*_of_drills(drills, records), *_of_exams(tasks, scores)]
    passed = frozenset(entry.id for entry in evidence if entry.kind == "drill" and not entry.helped)
    return SkillEntry(
        skill=skill,
        note=note_path(skill.id).is_file(),
        drills=drills,
        tasks=tasks,
        passed=passed,
        state=_state(drills, passed, evidence),
        evidence=tuple(sorted(evidence, key=lambda entry: -entry.at)),
    )


def _of_drills(drills: Sequence[Drill], records: Mapping[str, DrillRecord]) -> list[Evidence]:
    found = []
    for drill in drills:
        record = records.get(drill.id, DrillRecord())
        if record.last_passed_at is not None:
            found.append(Evidence("drill", drill.id, drill.title, record.last_passed_at, helped=record.solution_shown))
    return found


def _of_exams(tasks: Sequence[ExamTask], scores: Sequence[TaskScore]) -> list[Evidence]:
    titles = {task.id: task.title for task in tasks}
    return [
        Evidence("exam", score.task_id, titles[score.task_id], score.at, score.score)
        for score in scores
        if score.task_id in titles and score.score >= SHOWN_FROM
    ]


def _state(drills: Sequence[Drill], passed: frozenset[str], evidence: Sequence[Evidence]) -> SkillState:
    if any(entry.kind == "exam" for entry in evidence):
        return SkillState.SHOWN
    if drills and len(passed) == len(drills):
        return SkillState.PRACTISED
    return SkillState.BEGUN if evidence else SkillState.NEW
