"""States of skills come from evidence, and from nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.drills.verdict import DrillOutcome, DrillVerdict
from gradatim.exams.task_scores import TaskScore
from gradatim.mastery.guide import Guide
from gradatim.mastery.progress import DrillRecord, Progress
from gradatim.mastery.skill_map import SkillEntry, SkillState, skill_map

PASSED = DrillRecord(attempts=1, first_passed_at=10.0, last_passed_at=20.0)
FAILED = DrillRecord(attempts=3)
PEEKED = DrillRecord(attempts=1, first_passed_at=10.0, last_passed_at=20.0, solution_shown=True)


def state_of(skill: str, records: dict[str, DrillRecord], *scores: TaskScore) -> SkillState:
    return entry_of(skill, records, *scores).state


def entry_of(skill: str, records: dict[str, DrillRecord], *scores: TaskScore) -> SkillEntry:
    return next(entry for entry in skill_map(records, scores) if entry.skill.id == skill)


@pytest.mark.usefixtures("content")
def test_a_skill_rises_with_its_drills() -> None:
    assert state_of("nn.train", {}) is SkillState.NEW
    assert state_of("nn.train", {"train-a": FAILED}) is SkillState.NEW
    assert state_of("nn.train", {"train-a": PASSED, "train-b": FAILED}) is SkillState.BEGUN
    assert state_of("nn.train", {"train-a": PASSED, "train-b": PASSED}) is SkillState.PRACTISED


@pytest.mark.usefixtures("content")
def test_a_pass_after_a_look_at_the_solution_does_not_count() -> None:
    entry = entry_of("nn.train", {"train-a": PASSED, "train-b": PEEKED})
    assert entry.state is SkillState.BEGUN
    assert entry.passed == {"train-a"}
    assert [evidence.helped for evidence in entry.evidence if evidence.id == "train-b"] == [True]


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize(("score", "state"), [(5, SkillState.SHOWN), (4, SkillState.SHOWN), (3, SkillState.NEW)])
def test_an_exam_task_shows_its_skills_from_a_score_of_4(score: int, state: SkillState) -> None:
    scored = TaskScore("s", 2, "task-2", score, 50.0)
    assert state_of("series.mae", {}, scored) is state
    assert state_of("nn.train", {}, scored) is state
    assert state_of("nn.predict", {}, scored) is SkillState.NEW, "only task-1 asks for it"


@pytest.mark.usefixtures("content")
def test_a_skill_without_drills_is_never_practised() -> None:
    assert state_of("nn.predict", {}) is SkillState.NEW


@pytest.mark.usefixtures("content")
def test_evidence_names_what_and_when_the_latest_first() -> None:
    entry = entry_of("nn.train", {"train-a": PASSED}, TaskScore("s", 1, "task-1", 4, 15.0))
    assert [(evidence.kind, evidence.id, evidence.at, evidence.score) for evidence in entry.evidence] == [
        ("drill", "train-a", 20.0, None),
        ("exam", "task-1", 15.0, 4),
    ]


def test_the_map_holds_all_skills_in_the_order_of_the_checklist(content: Path) -> None:
    lines = (content / "skills.toml").read_text().splitlines()
    ids = [line.split('"')[1] for line in lines if line.startswith("id") and "." in line]
    assert [entry.skill.id for entry in skill_map({}, [])] == ids


@pytest.mark.usefixtures("content")
def test_the_count_of_passed_drills_is_that_of_the_map(tmp_path: Path) -> None:
    guide = Guide(Progress(tmp_path / "progress.sqlite"))
    for drill, outcome in (("train-a", "passed"), ("train-b", "failed"), ("scale", "passed"), ("gone", "passed")):
        if drill == "scale":
            guide.progress.show_solution(drill)
        guide.progress.record(DrillVerdict(drill, DrillOutcome(outcome), (), None, "", 0.1), "x")
    assert guide.passed() == sum(len(entry.passed) for entry in guide.skills()) == 1
