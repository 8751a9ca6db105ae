"""The practice folder: what a learner wrote is never overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.bank.drill_reader import load_drill
from gradatim.errors import UserError
from gradatim.workspace.practice_folder import PracticeFolder, create_practice, find_practice, require_practice


@pytest.fixture
def practice(tmp_path: Path) -> PracticeFolder:
    return create_practice(tmp_path / "practice")


def test_a_drill_is_laid_out_with_note_readme_and_starter(practice: PracticeFolder) -> None:
    drill = load_drill("stop-at-accuracy")
    folder = practice.lay_out(drill)
    assert folder == practice.path / "nn.callbacks" / "stop-at-accuracy"
    assert sorted(path.name for path in folder.iterdir()) == ["README.md", "answer.py"]
    assert (folder / "answer.py").read_text() == drill.starter.read_text()
    assert (folder.parent / "NOTE.md").read_text().startswith("# ")


def test_nothing_of_the_solution_or_the_checks_enters_the_folder(practice: PracticeFolder) -> None:
    drill = load_drill("stop-at-accuracy")
    folder = practice.lay_out(drill)
    names = {path.name for path in folder.rglob("*")}
    assert not names & {"solution.py", "checks.py", "wrong", "task.toml", "measured.json"}


def test_laying_out_again_keeps_the_answer_and_mends_the_rest(practice: PracticeFolder) -> None:
    drill = load_drill("stop-at-accuracy")
    folder = practice.lay_out(drill)
    (folder / "answer.py").write_text("mine")
    (folder / "README.md").write_text("spoilt")
    practice.lay_out(drill)
    assert (folder / "answer.py").read_text() == "mine"
    assert (folder / "README.md").read_text() == drill.readme.read_text()


def test_a_reset_keeps_what_was_written_under_another_name(practice: PracticeFolder) -> None:
    drill = load_drill("stop-at-accuracy")
    folder = practice.lay_out(drill)
    assert practice.reset(drill) is None, "an untouched starter is not worth keeping"
    (folder / "answer.py").write_text("first")
    assert practice.reset(drill) == folder / "answer-1.py"
    (folder / "answer.py").write_text("second")
    assert practice.reset(drill) == folder / "answer-2.py"
    assert (folder / "answer-1.py").read_text() == "first"
    assert (folder / "answer.py").read_text() == drill.starter.read_text()


def test_the_folder_is_found_from_inside_and_from_around(practice: PracticeFolder, tmp_path: Path) -> None:
    inside = practice.lay_out(load_drill("stop-at-accuracy"))
    assert find_practice(inside) == practice
    assert find_practice(tmp_path) == practice
    with pytest.raises(UserError, match="gradatim learn"):
        require_practice(tmp_path.parent)


def test_the_drill_of_a_folder_is_known(practice: PracticeFolder, tmp_path: Path) -> None:
    drill = load_drill("stop-at-accuracy")
    folder = practice.lay_out(drill)
    (folder / "sub").mkdir()
    assert practice.drill_around(folder / "sub") == drill
    assert practice.drill_around(practice.path) is None
    (tmp_path / "stop-at-accuracy").mkdir()
    assert practice.drill_around(tmp_path / "stop-at-accuracy") is None, "a folder of the same name elsewhere"


def test_places_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="Expected to make the practice folder"):
        create_practice(tmp_path / "file")
    practice = create_practice(tmp_path / "practice")
    (practice.path / "nn.callbacks").write_text("in the way")
    with pytest.raises(UserError, match="Expected to write the drill into"):
        practice.lay_out(load_drill("stop-at-accuracy"))


def test_a_missing_answer_is_named_with_the_command_that_brings_it(practice: PracticeFolder) -> None:
    with pytest.raises(UserError, match="gradatim learn stop-at-accuracy"):
        practice.read_answer(load_drill("stop-at-accuracy"))


def test_no_temporary_file_is_left(practice: PracticeFolder) -> None:
    folder = practice.lay_out(load_drill("stop-at-accuracy"))
    assert not list(folder.glob(".*"))
