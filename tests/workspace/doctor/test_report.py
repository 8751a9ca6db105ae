"""What `gradatim doctor` prints: every check is in the docs, JSON is complete, problems exit 1."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gradatim.bank.reader import load_tasks
from gradatim.cli.training_minutes import minutes_in_words
from gradatim.settings import settings
from gradatim.workspace.doctor import DoctorReport, State
from gradatim.workspace.doctor.examine import examine
from gradatim.workspace.doctor.factor import Prediction, predict, recall, remember
from gradatim.workspace.doctor.report import Check
from gradatim.workspace.doctor.smoke import this_machine
from tests.cli.conftest import CommandLine
from tests.workspace.doctor.test_training_speed import a_speed
from tests.workspace.doctor.test_traps import GROUPS, judge

PAGE = (Path(__file__).parents[3] / "docs" / "doctor.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    root = tmp_path_factory.mktemp("user")
    (root / "work").mkdir()
    return CommandLine(root / "home", root / "work")


@pytest.fixture(scope="module")
def printed(command: CommandLine) -> DoctorReport:
    """What the command says in an empty folder."""
    done = command.run("doctor", "--json")
    report = DoctorReport.model_validate_json(done.stdout)
    assert done.returncode == (1 if report.worst is State.PROBLEM else 0), done.stderr
    return report


def test_every_check_of_a_real_examination_is_in_the_docs_and_the_docs_name_no_other(printed: DoctorReport) -> None:
    _, _, section = PAGE.partition("## What is looked at")
    documented = re.findall(r"^\| `([a-z-]+)` \|", section.partition("\n## ")[0], re.MULTILINE)
    assert [check.id for check in printed.checks] == documented


def test_every_check_that_the_traps_are_tried_on_is_one_of_them(printed: DoctorReport) -> None:
    tried = {check_id for group in GROUPS for check_id in judge(group, {})}
    assert tried | {"editors"} == {check.id for check in printed.checks}


def test_what_is_not_well_says_what_was_expected_and_what_to_do(printed: DoctorReport) -> None:
    for check in printed.checks:
        assert check.received
        assert bool(check.expected) == bool(check.next_step) == (check.state is not State.OK), check


def test_every_key_of_the_json_is_in_the_docs(printed: DoctorReport) -> None:
    for model in (DoctorReport, Check, Prediction):
        for key in model.model_fields:
            assert f"`{key}`" in PAGE
    assert json.loads(printed.as_json())["speed"] is None


def test_a_file_in_the_way_is_a_problem_in_words_and_exit_code_1(command: CommandLine) -> None:
    (command.folder / "tensorflow.py").write_text("")
    done = command.run("doctor")
    (command.folder / "tensorflow.py").unlink()
    assert done.returncode == 1
    assert "problem  Files here       tensorflow.py" in done.stdout
    assert "Next: mv tensorflow.py my_tensorflow.py" in done.stdout
    assert "ok       Import" in done.stdout or "warning  Import" in done.stdout, "the file was not imported by us"
    assert "gradatim doctor --smoke" in done.stdout


def test_smoke_trains_here_keeps_what_it_measured_and_says_how_long_each_task_will_train(tmp_path: Path) -> None:
    command = CommandLine(tmp_path / "home", tmp_path)
    done = command.run("doctor", "--smoke", "--seconds", "0.2")
    assert done.returncode in (0, 1), done.stderr
    speed = recall(command.home, this_machine())
    assert speed is not None, "it was not kept"
    _, _, printed = done.stdout.partition("Trains here in about")
    for task in load_tasks():
        prediction = predict(task, speed)
        assert prediction is not None
        (row,) = [line for line in printed.splitlines() if f" {task.title} " in line]
        assert f" {minutes_in_words(prediction.seconds)} (" in row
        assert f"({minutes_in_words(prediction.low)} to {minutes_in_words(prediction.high)})" in row
    assert "gradatim doctor --smoke (about a minute)" not in done.stdout


def test_seconds_without_smoke_are_not_silently_ignored(command: CommandLine) -> None:
    done = command.run("doctor", "--seconds", "60")
    assert done.returncode == 2
    assert "Next: gradatim doctor --smoke --seconds 60" in done.stderr


def test_a_measured_speed_brings_the_minutes_of_every_task(tmp_path: Path) -> None:
    remember(settings().home, a_speed().model_copy(update={"machine": this_machine()}))
    report = examine(tmp_path, import_tensorflow=False)
    assert len(report.training) == len({prediction.task for prediction in report.training}) > 20
    assert "import" not in {check.id for check in report.checks}


def test_a_speed_of_another_machine_is_not_used(tmp_path: Path) -> None:
    remember(settings().home, a_speed())
    assert examine(tmp_path, import_tensorflow=False).training == []


def test_an_exam_tells_how_long_its_reference_answers_train_here(command: CommandLine) -> None:
    start = ("exam", "start", "--blueprint", "short", "--seed", "1", "--editor", "none", "--dir")
    unknown = command.run(*start, "one")
    assert "trains here" not in unknown.stdout
    assert "gradatim doctor --smoke" in unknown.stdout
    remember(command.home, a_speed(factor=30.0))
    known = command.run(*start, "two")
    assert len(re.findall(r"a reference answer trains here in about [\d.]+ min\)", known.stdout)) == 3
    assert "--smoke" not in known.stdout
