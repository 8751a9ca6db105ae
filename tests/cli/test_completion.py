"""The Tab key in real shells, after the installation that a user makes; and what it offers."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from benchmarks.terminal import Terminal

from gradatim.bank.drill_reader import load_drills
from gradatim.bank.reader import load_tasks
from gradatim.bank.skills import load_skills
from gradatim.cli import completion
from gradatim.data.catalogue import list_datasets
from gradatim.exams.blueprint import list_blueprints
from gradatim.workspace.editors.editor import EDITOR_CHOICES

START_FILES = {"bash": ".bashrc", "zsh": ".zshrc", "fish": ".config/fish/config.fish"}


@pytest.mark.parametrize("shell", START_FILES)
def test_the_tab_key_completes_after_the_installation(shell: str, tmp_path: Path) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"needs {shell}, which is not installed here: apt-get install {shell}")
    start_file = tmp_path / START_FILES[shell]
    start_file.parent.mkdir(parents=True, exist_ok=True)
    start_file.touch()
    environment = os.environ | {"HOME": str(tmp_path), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    environment.pop("XDG_CONFIG_HOME", None)
    environment.pop("ZDOTDIR", None)
    with Terminal([program, "-i"], tmp_path, environment) as terminal:
        terminal.press("gradatim --install-completion\n")
        terminal.read_until("completion installed", 60)
    with Terminal([program, "-i"], tmp_path, environment) as terminal:
        terminal.press("gradatim note nn.callb\t")
        if shell == "zsh":
            terminal.press("\t")  # the first one of a session only loads what completes
        # What was completed shows in what the command prints, whatever the shell draws meanwhile.
        terminal.press("\n")
        terminal.read_until("What it is", 60)


def test_every_name_of_the_bank_is_offered_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert set(completion.drill_ids("")) == set(load_drills())
    assert set(completion.task_ids("")) == {task.id for task in load_tasks()}
    assert set(completion.skill_ids("")) == set(load_skills())
    assert set(completion.dataset_ids("")) == {dataset.id for dataset in list_datasets()}
    assert set(completion.blueprint_ids("")) == {blueprint.id for blueprint in list_blueprints()}
    assert completion.drill_ids("stop-at") == ["stop-at-accuracy"]
    assert completion.editor_names("p") == ["pycharm"]
    assert completion.editor_names("") == [str(choice) for choice in EDITOR_CHOICES]


def test_only_the_categories_of_the_exam_around_are_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert completion.categories("") == ["1", "2", "3", "4", "5"]
    (tmp_path / ".gradatim").mkdir()
    (tmp_path / ".gradatim" / "sitting.toml").touch()
    (tmp_path / "category3").mkdir()
    monkeypatch.chdir(tmp_path / "category3")
    assert completion.categories("") == ["3"]
    assert completion.categories("1") == []
