"""In a clean user account, each editor's path from nothing to a graded submission and to a drill that passes.

No editor runs here: the tests read the files that were written for it, and run what its buttons would run.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from benchmarks.terminal import Terminal

from gradatim.bank.drill_reader import load_drill
from gradatim.bank.reader import load_task
from gradatim.sandbox.hostile_text import clean
from tests.cli.conftest import BLUEPRINT
from tests.workspace.editors.would_run import Button, pycharm_buttons, vscode_buttons

READERS = {"pycharm": pycharm_buttons, "vscode": vscode_buttons}
TASK, DRILL = "penguin-mass", "stop-at-accuracy"


@dataclass(frozen=True)
class Account:
    """A user who has installed Gradatim and nothing else.

    Args:
        home: The home folder, empty at first.
    """

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return the few variables that every process has."""
        keep = {"HOME": str(self.home), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}
        return keep | {"GRADATIM_WORKER_IDLE_SECONDS": "30"}

    def type(self, *arguments: str, folder: Path | None = None) -> str:
        """Run a command of Gradatim in a folder, by default in the home folder; return what it prints."""
        command = [sys.executable, "-m", "gradatim", *arguments]
        done = subprocess.run(
            command,
            cwd=folder or self.home,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Account:
    home = tmp_path_factory.mktemp("accounts") / "a user's home"
    home.mkdir()
    return Account(home)


@pytest.mark.trains
@pytest.mark.parametrize("editor", READERS)
def test_an_exam_from_its_start_to_its_report(account: Account, editor: str) -> None:
    (account.home / "one.toml").write_text(BLUEPRINT.format(minutes=60), encoding="utf-8")
    account.type("exam", "start", "--blueprint", "one.toml", "--dir", f"exam-{editor}", "--editor", editor)
    folder = account.home / f"exam-{editor}"
    buttons = READERS[editor](folder)
    names = {"Run category 1", "Submit and test category 1", "Exam status", "Finish exam"}
    assert set(buttons) == names

    too_early = buttons["Submit and test category 1"].press(account.environment)
    assert too_early.returncode == 2
    assert "Expected a saved model" in too_early.stderr

    # A file of the candidate's that has the name of a package must not end in the command's place.
    (folder / "rich.py").write_text("raise SystemExit('the wrong rich')")
    (folder / "category1" / "answer.py").write_text((load_task(TASK).folder / "solution.py").read_text())
    trained = buttons["Run category 1"].press(account.environment)
    assert trained.returncode == 0, trained.stderr
    assert (folder / "category1" / "model.keras").is_file()

    graded = buttons["Submit and test category 1"].press(account.environment)
    assert graded.returncode == 0, graded.stdout + graded.stderr
    assert "★★★★" in graded.stdout
    assert "passing now: yes" in buttons["Exam status"].press(account.environment).stdout
    finished = buttons["Finish exam"].press(account.environment, typed="y\n")
    assert finished.returncode == 0, finished.stderr
    assert (folder / "report" / "report.html").is_file()
    assert (account.home / ".local" / "state" / "gradatim").is_dir()


def learn(account: Account, editor: str) -> tuple[dict[str, Button], Path]:
    folder = account.home / f"practice-{editor}"
    account.type("learn", DRILL, "--dir", str(folder), "--editor", editor)
    return READERS[editor](folder), folder / "nn.callbacks" / DRILL / "answer.py"


def test_a_drill_in_pycharm_from_its_task_to_a_pass(account: Account) -> None:
    buttons, answer = learn(account, "pycharm")
    assert set(buttons) == {"Check drill", "Hint", "Next drill", "Watch drills"}
    failing = buttons["Check drill"].press(account.environment)
    assert failing.returncode == 1
    # On a line of its own and whole: only so PyCharm makes it clickable.
    assert f'File "{answer}", line 1' in failing.stdout.splitlines()
    assert "Hint 1 of 2" in buttons["Hint"].press(account.environment).stdout
    answer.write_text(load_drill(DRILL).solution.read_text())
    as_tests = Button([sys.executable, "-m", "unittest", "test_drills"], answer.parents[2]).press(account.environment)
    assert "Ran 3 tests" in as_tests.stderr
    assert as_tests.returncode == 0, as_tests.stderr
    # What the test view found counts as what the button finds.
    skills = json.loads(account.type("skills", "--json", "--area", "nn", folder=answer.parents[2]))
    evidence = next(skill for skill in skills if skill["id"] == "nn.callbacks")["evidence"]
    assert [one["id"] for one in evidence] == [DRILL]


def test_a_drill_in_vs_code_from_a_problem_to_a_pass(account: Account) -> None:
    buttons, answer = learn(account, "vscode")
    assert set(buttons) == {"Check drill", "Hint", "Next drill", "Watch drills"}
    check, watch = buttons["Check drill"], buttons["Watch drills"]
    assert check.command[-2:] == ["check", "--problems"]  # tests/cli/test_practice.py sees what it prints
    with Terminal(watch.command, watch.folder, os.environ | account.environment) as terminal:
        first = lines_of(terminal.read_until("gradatim: done"))
        answer.write_text(load_drill(DRILL).solution.read_text())
        terminal.read_until("gradatim: checking")
        second = lines_of("gradatim: checking" + terminal.read_until("gradatim: done"))
        terminal.press("q")
    (problem,) = watch.problems("\n".join(first))
    assert problem.groups()[:3] == (f"nn.callbacks/{DRILL}/answer.py", "1", "error")
    assert problem[4].startswith("Training ends once the accuracy reaches the target: expected ")
    assert watch.matcher is not None
    background = watch.matcher["background"]
    for lines, problems in ((first, 1), (second, 0)):
        assert [line for line in lines if re.search(background["beginsPattern"], line)]
        assert len(watch.problems("\n".join(lines))) == problems
        assert re.search(background["endsPattern"], lines[-1])


def lines_of(drawn: str) -> list[str]:
    return clean(drawn, limit=50_000).replace("\r", "").splitlines()
