"""The commands of practice, as a learner types them."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.terminal import Terminal

from gradatim.bank.drill_reader import load_drill, load_drills
from gradatim.bank.skills import load_skills
from tests.cli.conftest import CommandLine

DRILL = "stop-at-accuracy"


@pytest.fixture
def command_line(tmp_path: Path) -> CommandLine:
    (tmp_path / "work").mkdir()
    return CommandLine(tmp_path / "home", tmp_path / "work")


@pytest.fixture
def practice(command_line: CommandLine) -> Path:
    done = command_line.run("learn", DRILL)
    assert done.returncode == 0, done.stderr
    return command_line.folder / "practice"


def answer(practice: Path) -> Path:
    return practice / "nn.callbacks" / DRILL / "answer.py"


def solve(practice: Path) -> None:
    answer(practice).write_text(load_drill(DRILL).solution.read_text())


def test_learn_shows_the_task_the_file_and_the_next_command(command_line: CommandLine) -> None:
    first = next(drill for drill in load_drills().values() if drill.skill == "nn.callbacks")
    done = command_line.run("learn", "nn.callbacks")
    assert done.returncode == 0
    assert first.title in done.stdout
    assert f'{first.id}/answer.py", line 1' in done.stdout
    assert "cd practice and gradatim watch" in done.stdout


def test_a_drill_from_failing_to_passing(command_line: CommandLine, practice: Path) -> None:
    failing = command_line.run("check", "--problems", cwd=practice)
    assert failing.returncode == 1
    assert "✗ Training ends once the accuracy reaches the target" in failing.stdout
    assert "Received training went on" in failing.stdout
    problem = f"nn.callbacks/{DRILL}/answer.py:1: error: Training ends once the accuracy reaches the target: expected"
    assert failing.stdout.splitlines()[-1].startswith(problem)
    solve(practice)
    passing = command_line.run("check", "--json", cwd=answer(practice).parent)
    assert passing.returncode == 0
    assert json.loads(passing.stdout)["outcome"] == "passed"
    skills = {entry["id"]: entry for entry in json.loads(command_line.run("skills", "--json", cwd=practice).stdout)}
    assert skills["nn.callbacks"]["evidence"][0]["id"] == DRILL
    assert list(skills) == list(load_skills())
    for entry in skills.values():
        assert set(entry) == {"id", "area", "title", "note", "drills", "tasks", "state", "evidence"}
    suggested = command_line.run("next", cwd=practice)
    assert suggested.returncode == 0
    assert f"{DRILL}/answer.py" not in suggested.stdout


def test_hints_come_one_after_the_other(command_line: CommandLine, practice: Path) -> None:
    first, second = (command_line.run("hint", cwd=practice).stdout for _ in range(2))
    assert "Hint 1 of 2" in first
    assert "Hint 2 of 2" in second


def test_reset_keeps_what_was_written(command_line: CommandLine, practice: Path) -> None:
    answer(practice).write_text("mine")
    done = command_line.run("reset", cwd=practice)
    assert "answer-1.py" in done.stdout
    assert answer(practice).read_text() == load_drill(DRILL).starter.read_text()


def test_the_solution_is_shown_on_confirmation_and_then_the_drill_no_longer_counts(
    command_line: CommandLine, practice: Path
) -> None:
    refused = subprocess.run(
        [sys.executable, "-m", "gradatim", "solution"],
        cwd=practice,
        env=command_line.environment,
        input="n\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert "stop_training = True" not in refused.stdout
    assert "Not shown. Next: gradatim hint" in refused.stderr
    shown = command_line.run("solution", "--yes", cwd=practice)
    assert shown.stdout.strip() == load_drill(DRILL).solution.read_text().strip()
    solve(practice)
    assert command_line.run("check", cwd=practice).returncode == 0
    skills = {entry["id"]: entry for entry in json.loads(command_line.run("skills", "--json", cwd=practice).stdout)}
    assert skills["nn.callbacks"]["evidence"][0]["helped"] is True
    assert skills["nn.callbacks"]["state"] == "begun"


def test_progress_moves_to_another_folder(command_line: CommandLine, practice: Path, tmp_path: Path) -> None:
    command_line.run("hint", cwd=practice)
    file = tmp_path / "progress.json"
    assert command_line.run("progress", "export", str(file), cwd=practice).returncode == 0
    other = tmp_path / "other"
    other.mkdir()
    assert command_line.run("progress", "import", str(file), cwd=other).returncode == 0
    assert "Hint 2 of 2" in command_line.run("hint", DRILL, cwd=other).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("learn", "stop-at-accuracies"), "Next: gradatim learn stop-at-accuracy"),
        (("learn", "nn.callback"), "Next: gradatim learn nn.callbacks"),
        (("check", "nothing-like-it"), "Expected the id of a drill"),
        (("note", "nn.nothing"), "Expected the note of a skill"),
        (("skills", "--area", "nothing"), "Expected an area: nn, image, text, series, dev"),
        (("progress", "import", "nothing.json"), "No such file"),
        (("progress", "export", "no/such/folder.json"), "Expected to write your progress"),
    ],
)
def test_bad_input_is_answered_with_the_next_command(
    command_line: CommandLine, practice: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = command_line.run(*arguments, cwd=practice)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["check", "hint", "next", "reset", "solution", "watch"])
def test_outside_a_practice_folder_the_next_command_is_named(command_line: CommandLine, command: str) -> None:
    done = command_line.run(command)
    assert done.returncode == 2
    assert "Next: gradatim learn" in done.stderr


@pytest.fixture
def terminal(command_line: CommandLine, practice: Path) -> Iterator[Terminal]:
    with Terminal([sys.executable, "-m", "gradatim", "watch"], practice, command_line.environment) as terminal:
        yield terminal


def test_watch_in_a_terminal_checks_at_every_save_and_ends_with_q(terminal: Terminal, practice: Path) -> None:
    assert "✗ Training ends once" in terminal.read_until("gradatim: done")
    solve(practice)
    terminal.read_until("gradatim: checking")
    assert "All 3 checks pass" in terminal.read_until("gradatim: done")
    terminal.press("h")
    terminal.read_until("Hint 1 of 2")
    terminal.press("q")
    deadline = time.monotonic() + 60
    while not terminal.has_ended():
        assert time.monotonic() < deadline
        time.sleep(0.1)
