"""The commands that make a folder ready for an editor, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import BLUEPRINT, CommandLine


@pytest.fixture(scope="module")
def without_editor(command: CommandLine) -> Path:
    """Return an exam folder that was opened on a machine without an editor."""
    return command.open_exam("plain")


def test_an_exam_that_runs_is_made_ready_for_an_editor_and_what_was_changed_there_stays(
    command: CommandLine, without_editor: Path
) -> None:
    assert not (without_editor / ".vscode").exists()
    inside = without_editor / "category1"
    done = command.run("exam", "editor", "vscode", "pycharm", cwd=inside)
    assert done.returncode == 0, done.stderr
    assert "Ready for PyCharm and VS Code" in done.stdout
    tasks = without_editor / ".vscode" / "tasks.json"
    assert [task["label"] for task in json.loads(tasks.read_text())["tasks"]] == [
        "Submit and test category 1",
        "Exam status",
        "Finish exam",
    ]
    tasks.write_text("{}")
    (without_editor / ".vscode" / "launch.json").unlink()
    again = command.run("exam", "editor", "vscode", cwd=without_editor)
    assert again.returncode == 0
    assert tasks.read_text() == "{}"
    assert (without_editor / ".vscode" / "launch.json").is_file()
    assert sorted(path.name for path in inside.iterdir()) == ["README.md", "answer.py", "data", "data.png"]


def test_the_notebook_of_each_category_is_written_once(command: CommandLine, without_editor: Path) -> None:
    notebook = without_editor / "category1" / "answer.ipynb"
    assert command.run("exam", "editor", "jupyter", cwd=without_editor).returncode == 0
    assert "%load_ext gradatim" in notebook.read_text()
    notebook.write_text("mine")
    assert command.run("exam", "editor", "jupyter", cwd=without_editor).returncode == 0
    assert notebook.read_text() == "mine"


def test_who_chose_jupyter_is_told_of_the_notebook_and_never_of_another_command(command: CommandLine) -> None:
    (command.folder / "one.toml").write_text(BLUEPRINT.format(minutes=60), encoding="utf-8")
    started = command.run("exam", "start", "--blueprint", "one.toml", "--dir", "in-jupyter", "--editor", "jupyter")
    assert "open category1/answer.ipynb: the task" in started.stdout, started.stderr
    assert "answer.py" not in started.stdout
    folder = command.folder / "in-jupyter"
    assert "Next: run category1/answer.ipynb" in command.run("submit", cwd=folder / "category1").stderr
    assert "Next: gradatim bundle 1, or gradatim task list" in command.run("bundle", "7", cwd=folder).stderr
    assert "gone.keras, which is not there" in command.run("submit", "gone.keras", cwd=folder).stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("exam", "editor", "emacs"),
        ("learn", "--editor", "emacs"),
        ("exam", "start", "--editor", "none", "--editor", "vscode", "--dir", "never"),
    ],
)
def test_an_unknown_editor_is_refused_before_anything_is_written(
    command: CommandLine, without_editor: Path, arguments: tuple[str, ...]
) -> None:
    before = sorted(without_editor.rglob("*"))
    done = command.run(*arguments, cwd=without_editor)
    assert done.returncode == 2
    assert "Expected editors: pycharm, vscode, jupyter, or none alone" in done.stderr
    assert sorted(without_editor.rglob("*")) == before


def test_the_course_is_written_where_it_was_asked_for(command: CommandLine) -> None:
    done = command.run("course", "pycharm", "my course", "--learner")
    assert done.returncode == 0, done.stderr
    assert "drills lie in my course" in done.stdout
    assert 'mode: "Study"' in (command.folder / "my course" / "course-info.yaml").read_text()
