"""The course keeps to the plug-in's format, hides nothing, and its tests run as PyCharm runs them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from gradatim.bank.drill_reader import load_drill, load_drills
from gradatim.bank.note import note_path
from gradatim.bank.skills import load_skills
from gradatim.errors import UserError
from gradatim.workspace.editors.pycharm_course import write_course
from tests.workspace.editors.schemas import COURSE

TASK = Path("nn") / "callbacks" / "stop_at_accuracy"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("course") / "drills"
    write_course(folder)
    return folder


def read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def tasks(course: Path) -> list[Path]:
    return [path.parent for path in sorted(course.rglob("task-info.yaml"))]


def test_every_file_keeps_to_version_6_of_the_format(course: Path) -> None:
    found = sorted(course.rglob("*.yaml"))
    assert {path.name for path in found} == set(COURSE)
    for path in found:
        jsonschema.Draft202012Validator(COURSE[path.name]).validate(read(path))


def test_the_folders_are_those_that_the_files_name_and_every_drill_is_a_task(course: Path) -> None:
    sections = read(course / "course-info.yaml")["content"]
    lessons = [
        (section, one) for section in sections for one in read(course / section / "section-info.yaml")["content"]
    ]
    assert {f"{section}.{lesson.replace('_', '-')}" for section, lesson in lessons} == set(load_skills())
    named = []
    for section, lesson in lessons:
        folder = course / section / lesson
        named += [folder / task for task in read(folder / "lesson-info.yaml")["content"]]
    assert sorted(named) == tasks(course)
    drills = {path.name.replace("_", "-"): path for path in named if read(path / "task-info.yaml")["type"] == "edu"}
    assert set(drills) == set(load_drills())
    assert len(named) == len(drills) + sum(note_path(skill).is_file() for skill in load_skills())


def test_a_task_names_exactly_the_files_that_lie_in_it(course: Path) -> None:
    for task in tasks(course):
        files = read(task / "task-info.yaml")["files"]
        there = {path.relative_to(task).as_posix() for path in task.rglob("*") if path.is_file()}
        assert {file["name"] for file in files} == there - {"task-info.yaml", "task.md"}
        for file in files:
            text = not file.get("is_binary", False)
            assert text == is_text((task / file["name"]).read_bytes()), file
            assert file["visible"] != file["name"].startswith("tests/")


def is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def test_no_solution_no_check_and_no_wrong_answer_lies_in_it(course: Path) -> None:
    hidden = {path.read_bytes() for drill in load_drills().values() for path in (drill.solution, drill.checks)}
    hidden |= {path.read_bytes() for drill in load_drills().values() for path in (drill.folder / "wrong").glob("*.py")}
    assert not [path for path in course.rglob("*.py") if path.read_bytes() in hidden]


def test_nothing_in_it_makes_the_plug_in_install_a_package(course: Path) -> None:
    names = {path.name for path in course.iterdir()}
    assert names == {".gradatim", "course-info.yaml", "nn", "image", "text", "series", "dev"}


def test_the_hints_unfold(course: Path) -> None:
    for drill in load_drills().values():
        (description,) = course.glob(f"*/*/{drill.id.replace('-', '_')}/task.md")
        blocks = re.findall(r'^<div class="hint">.+</div>$', description.read_text(encoding="utf-8"), re.MULTILINE)
        assert len(blocks) == len(drill.hints)
        assert not [block for block in blocks if "`" in block]


def as_pycharm_runs_it(task: Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """Run a task's tests as the plug-in's run configuration does: one file, in the task's folder."""
    command = [python, "-m", "unittest", "discover", "-s", str(task / "tests"), "-p", "test_task.py", "-t", str(task)]
    environment = {"PATH": "/usr/bin:/bin", "HOME": os.environ["GRADATIM_HOME"], "PYTHONUNBUFFERED": "1"}
    return subprocess.run(command, cwd=task, env=environment, capture_output=True, text=True, timeout=240, check=False)


def message(done: subprocess.CompletedProcess[str]) -> str:
    """Return what the plug-in shows: the rest of the first line that names a failed assertion."""
    return next(line for line in done.stderr.splitlines() if line.startswith("AssertionError: "))[16:]


def test_the_check_fails_with_one_line_and_passes_with_a_right_answer(course: Path) -> None:
    failed = as_pycharm_runs_it(course / TASK)
    assert failed.returncode == 1
    assert message(failed) == (
        "Training ends once the accuracy reaches the target: expected model.stop_training to be True after an epoch "
        "with accuracy 0.9 and target 0.9. Received: training went on. Keras looks at the attribute `stop_training` of "
        "`self.model`; a returned value is ignored."
    )
    assert "failures=1, skipped=1" in failed.stderr
    (course / TASK / "answer.py").write_text(load_drill("stop-at-accuracy").solution.read_text())
    passed = as_pycharm_runs_it(course / TASK)
    assert passed.returncode == 0, passed.stderr
    assert "Ran 3 tests" in passed.stderr


def test_a_python_without_gradatim_is_told_which_one_to_choose(course: Path) -> None:
    bare = str(getattr(sys, "_base_executable", ""))
    if bare == sys.executable or not Path(bare).is_file():
        pytest.skip("this Python is no virtual environment")
    told = message(as_pycharm_runs_it(course / TASK, bare))
    assert told.startswith(f"Expected the package gradatim in this project's Python. Received: {bare}")


def test_a_drill_that_this_version_lacks_is_told_in_one_line(course: Path) -> None:
    task = course / "nn" / "callbacks" / "patience_of_your_own"
    tests = task / "tests" / "test_task.py"
    tests.write_text(tests.read_text().replace("patience-of-your-own", "patience-of-yours"))
    told = message(as_pycharm_runs_it(task))
    assert told.startswith("Expected the id of a drill. Received: patience-of-yours. Next: gradatim learn")


def test_a_second_time_answers_stay_and_the_rest_is_brought_up_to_date(tmp_path: Path) -> None:
    folder = tmp_path / "course"
    write_course(folder)
    answer = folder / TASK / "answer.py"
    answer.write_text("mine")
    again = write_course(folder, learner=True)
    assert answer.read_text() == "mine"
    assert [path.as_posix() for path in again.updated] == ["course-info.yaml"]
    assert again.kept == []
    assert read(folder / "course-info.yaml")["mode"] == "Study"


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(UserError, match="gradatim course pycharm another-folder"):
        write_course(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
