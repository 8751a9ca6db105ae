"""Every drill and note of the bank holds what it says, and no skill of the checklist lacks any."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from gradatim.bank.drill_lint import lint_drill, lint_note
from gradatim.bank.drill_reader import drill_folders, load_drill, load_drills
from gradatim.bank.note import load_note, note_path
from gradatim.bank.skills import load_skills
from gradatim.drills import run_note as run_note_module
from gradatim.drills.drill_digest import drill_digest
from gradatim.drills.mutants import SHARE_NEEDED
from gradatim.drills.run_note import run_note
from gradatim.drills.verify_drill import verify_drill

FEWEST_DRILLS = 110
DRILLS = [folder.name for folder in drill_folders()]
SKILLS = list(load_skills())


@pytest.mark.parametrize("drill_id", DRILLS)
def test_the_starter_fails_the_solution_passes_and_each_mistake_gets_its_message(drill_id: str) -> None:
    unproven = [proof for proof in verify_drill(load_drill(drill_id)) if not proof.holds]
    assert not unproven


@pytest.mark.parametrize("skill", SKILLS)
def test_the_programs_of_a_note_keep_their_promises(skill: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Other tests run beside this one; `gradatim task verify` has them keep a learner's seconds too.
    monkeypatch.setattr(run_note_module, "SECONDS", 5 * run_note_module.SECONDS)
    broken = [run.message for run in run_note(load_note(skill)) if not run.kept]
    assert not broken


def test_drills_and_notes_are_well_formed() -> None:
    problems = [str(problem) for folder in drill_folders() for problem in lint_drill(folder)]
    problems += [str(problem) for skill in SKILLS for problem in lint_note(load_note(skill))]
    assert not problems


def test_every_skill_has_a_note_and_at_least_two_drills() -> None:
    drills = Counter(drill.skill for drill in load_drills().values())
    assert not [skill for skill in SKILLS if not note_path(skill).is_file()]
    assert not [skill for skill in SKILLS if drills[skill] < 2]
    assert sum(drills.values()) >= FEWEST_DRILLS


def test_no_note_lacks_its_skill() -> None:
    assert {path.stem for path in note_path("x").parent.glob("*.md")} == set(SKILLS)


def test_ids_of_drills_are_unique() -> None:
    assert len(set(DRILLS)) == len(DRILLS)


@pytest.mark.parametrize("drill_id", DRILLS)
def test_the_checks_notice_nine_in_ten_mutants_as_last_measured(drill_id: str) -> None:
    drill = load_drill(drill_id)
    measured = json.loads((drill.folder / "measured.json").read_text(encoding="utf-8"))
    assert measured["digest"] == drill_digest(drill), f"gradatim task verify {drill_id} --mutants --write"
    assert measured["killed"] >= SHARE_NEEDED * measured["mutants"]
