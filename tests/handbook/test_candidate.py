"""The candidate handbook says what blueprint, bank and settings say, and changes when they do."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs.macos
import platformdirs.unix
import pytest

from gradatim.bank.exam_task import MetricName
from gradatim.bank.reader import load_tasks
from gradatim.bank.skills import load_skills
from gradatim.errors import UserError
from gradatim.exams.blueprint import Blueprint, find_blueprint, list_blueprints, read_blueprint
from gradatim.grading.result import Outcome
from gradatim.handbook.candidate import DEFAULT_HOMES, METRIC_WORDS, OUTCOMES, candidate_handbook
from gradatim.handbook.handbook import Handbook
from tests.commands import mistake_in, shown_commands


def changed(blueprint: Blueprint, **values: object) -> Blueprint:
    return Blueprint.model_validate(blueprint.model_dump() | values)


def test_every_skill_is_on_the_checklist_with_the_number_of_tasks_that_ask_for_it(candidate: Handbook) -> None:
    tasks = load_tasks()
    for skill in load_skills().values():
        count = sum(skill.id in task.skills for task in tasks)
        asked = f"{count} task{'' if count == 1 else 's'}" if skill.in_model else "drills only"
        lines = [line for line in candidate.markdown.splitlines() if f"(`{skill.id}`, " in line]
        assert len(lines) == 1, skill.id
        assert lines[0].startswith("- [ ] ")
        assert lines[0].endswith(f"(`{skill.id}`, {asked})"), lines[0]


def test_every_metric_and_outcome_has_its_words() -> None:
    assert set(METRIC_WORDS) == set(MetricName)
    assert set(OUTCOMES) == set(Outcome)


def test_categories_are_those_of_the_blueprint_with_what_one_band_is_worth(candidate: Handbook) -> None:
    for category in find_blueprint("full").category:
        row = next(
            line
            for line in candidate.markdown.splitlines()
            if line.startswith(f"| {category.number} {category.title} ")
        )
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        assert cells[1:3] == [str(category.weight), f"{category.weight / 5:g}"]
        assert cells[3] == str(sum(task.category == category.number for task in load_tasks()))


def test_another_blueprint_makes_another_handbook() -> None:
    full = find_blueprint("full")
    other = candidate_handbook(changed(full, minutes=450, pass_mark=60, retake_days=(7,), title="Spring exam"))
    assert "| Time | 7 hours 30 minutes, without a pause |" in other
    assert "| Pass | 60 of 100 points |" in other
    assert "| Next try | after 7 days, if not passed |" in other
    assert "| 3 | 60 | yes |" in other
    assert "| 2 | 40 | no |" in other
    assert "with full scores in all others" in other.lower()


def test_what_is_shown_meanwhile_follows_the_feedback_of_the_blueprint() -> None:
    closed = candidate_handbook(find_blueprint("full"))
    opened = candidate_handbook(find_blueprint("practice"))
    assert "open when the sitting ends" in closed
    assert "open when the sitting ends" not in opened
    assert "you see everything at once" in opened
    assert "gradatim exam start --blueprint full\n" in closed
    assert "gradatim exam start\n" in opened


@pytest.mark.parametrize("mark", [0, 71, 90, 100])
def test_the_categories_that_may_stay_empty_are_those_that_the_pass_mark_allows(mark: int) -> None:
    full = find_blueprint("full")
    text = candidate_handbook(changed(full, pass_mark=mark))
    for category in full.category:
        spared = 100 - category.weight >= mark
        sentence = re.search(r"could be left empty: (?P<names>.*)\. Every other", text)
        named = sentence is not None and category.title in sentence["names"]
        assert named == spared, (mark, category.title)
    if mark == 100:
        assert "No category can be left empty." in text


def test_an_exam_that_certifies_is_described_without_a_promise_that_the_program_cannot_keep() -> None:
    text = candidate_handbook(changed(find_blueprint("full"), certifies=True))
    assert "issues none yet" in text
    assert "certifies nothing" not in text.replace(find_blueprint("full").notice, "")
    # When credentials can be issued, this handbook has to say how.
    assert not (Path(__file__).parents[2] / "src" / "gradatim" / "credentials").exists()


def test_a_title_can_neither_break_a_table_nor_make_a_heading() -> None:
    hostile = changed(find_blueprint("full"), title="a | b", notice="# No <b>heading</b> *here*\n\n## nor here")
    text = candidate_handbook(hostile)
    assert "> \\# No \\<b\\>heading\\</b\\> \\*here\\* \\#\\# nor here" in text


def test_an_exam_from_a_file_is_started_with_a_file(tmp_path: Path) -> None:
    source = Path(find_blueprint.__code__.co_filename).parents[1] / "content" / "blueprints" / "short.toml"
    path = tmp_path / "spring.toml"
    path.write_text(source.read_text(encoding="utf-8").replace('id = "short"', 'id = "spring"'), encoding="utf-8")
    assert "gradatim exam start --blueprint spring.toml\n" in candidate_handbook(read_blueprint(path))


def test_a_category_without_a_task_is_refused() -> None:
    nine = changed(find_blueprint("full"), category=[{"number": 9, "title": "Nine", "weight": 100}])
    with pytest.raises(UserError, match="at least one task for category 9"):
        candidate_handbook(nine)


def test_the_folder_of_the_results_is_the_one_that_the_settings_choose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    homes = {
        "Linux": platformdirs.unix.Unix("gradatim").user_state_path,
        "macOS": platformdirs.macos.MacOS("gradatim").user_state_path,
    }
    assert {system: str(path).replace(str(Path.home()), "~") for system, path in homes.items()} == DEFAULT_HOMES


@pytest.mark.parametrize("blueprint", [blueprint.id for blueprint in list_blueprints()])
def test_every_command_in_it_can_be_typed(blueprint: str) -> None:
    commands = list(shown_commands(candidate_handbook(find_blueprint(blueprint))))
    assert len(commands) > 5
    assert [mistake for command in commands if (mistake := mistake_in(command))] == []
