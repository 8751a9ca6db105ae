"""The files of VS Code: their published form, the tests of the Testing view, and a first look without TensorFlow."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from gradatim.bank.drill_reader import load_drill, load_drills
from gradatim.workspace.editors.furnish import furnish_exam, furnish_practice
from gradatim.workspace.editors.runs import PRACTICE_RUNS
from gradatim.workspace.editors.vscode import vscode_files
from gradatim.workspace.practice_folder import PracticeFolder, create_practice
from tests.workspace.editors.schemas import VSCODE

DRILL = "stop-at-accuracy"


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> PracticeFolder:
    practice = create_practice(tmp_path_factory.mktemp("vscode") / "practice")
    practice.lay_out(load_drill(DRILL))
    furnish_practice(practice.path, ["vscode"])
    return practice


@pytest.mark.parametrize("name", VSCODE)
def test_every_file_keeps_to_its_published_form(name: str, tmp_path: Path, practice: PracticeFolder) -> None:
    furnish_exam(tmp_path, [1, 2, 3, 4, 5], ["vscode"])
    assert {path.stem for path in (tmp_path / ".vscode").iterdir()} == set(VSCODE)
    for folder in (tmp_path, practice.path):
        validate(VSCODE[name], json.loads((folder / ".vscode" / f"{name}.json").read_text()))


def test_a_misspelt_name_would_be_found(practice: PracticeFolder) -> None:
    tasks = json.loads((practice.path / ".vscode" / "tasks.json").read_text())
    tasks["tasks"][0]["problemMatchers"] = []
    with pytest.raises(jsonschema.ValidationError, match="problemMatchers"):
        validate(VSCODE["tasks"], tasks)


def test_an_answer_runs_in_its_own_folder_and_proposes_the_python_that_has_gradatim(tmp_path: Path) -> None:
    furnish_exam(tmp_path, [1], ["vscode"])
    settings = json.loads((tmp_path / ".vscode" / "settings.json").read_text())
    assert settings["python.terminal.executeInFileDir"] is True
    assert settings["python.defaultInterpreterPath"] == sys.executable
    assert settings["python.testing.pytestEnabled"] is settings["python.testing.unittestEnabled"] is False


def test_without_pytest_the_testing_view_uses_unittest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gradatim.workspace.editors.vscode.find_spec", lambda name: None)
    settings = json.loads(vscode_files(PRACTICE_RUNS, tests="test_drills.py")[".vscode/settings.json"])
    assert settings["python.testing.unittestEnabled"] is True
    assert settings["python.testing.pytestEnabled"] is False


LOOK = """
import sys, {module}
sys.argv = {argv!r}
try:
    {call}
finally:
    print("imported", *sorted({{name.split(".")[0] for name in sys.modules}} & {{"tensorflow", "keras", "pandas"}}))
"""


@pytest.mark.parametrize("runner", ["pytest", "unittest"])
def test_the_testing_view_finds_a_test_for_each_check_without_tensorflow(runner: str, practice: PracticeFolder) -> None:
    settings = json.loads((practice.path / ".vscode" / "settings.json").read_text())
    if runner == "pytest":
        argv = ["pytest", *settings["python.testing.pytestArgs"], "--collect-only", "-q", "-p", "no:cacheprovider"]
        code = LOOK.format(module="pytest", argv=argv, call="pytest.console_main()")
    else:
        arguments = settings["python.testing.unittestArgs"]
        found = f"unittest.defaultTestLoader.discover({arguments[2]!r}, {arguments[4]!r})"
        call = f"print(*(test.id() for suite in {found} for case in suite for test in case), sep=chr(10))"
        code = LOOK.format(module="unittest", argv=["python"], call=call)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=practice.path, capture_output=True, text=True, timeout=120, check=False
    )
    lines = done.stdout.splitlines()
    assert lines[-1] == "imported", done.stdout + done.stderr
    tests = [line.replace(".py::", ".").replace("::", ".") for line in lines if "StopAtAccuracy" in line]
    assert tests == [
        "test_drills.StopAtAccuracy.test_1_goes_on_below_the_target",
        "test_drills.StopAtAccuracy.test_2_stops_at_the_target",
        "test_drills.StopAtAccuracy.test_3_uses_its_own_target",
    ]


def test_the_tests_of_every_drill_are_its_checks_in_their_order() -> None:
    from gradatim.drills.as_tests import drill_tests

    for drill in load_drills().values():
        measured = [line for line in drill.checks.read_text().splitlines() if line.startswith("def check_")]
        tests = [name for name in vars(drill_tests(drill, str, module="m")) if name.startswith("test_")]
        assert [name.partition("_")[2].partition("_")[2] for name in tests] == [
            line.removeprefix("def check_").partition("(")[0] for line in measured
        ]


def validate(schema: dict[str, Any], value: Any) -> None:
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(value)
