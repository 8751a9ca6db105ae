"""Which editors a folder is made ready for, and that every button is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.errors import UserError
from gradatim.workspace.editors import furnish
from gradatim.workspace.editors.detect import FoundEditor
from gradatim.workspace.editors.editor import Editor
from gradatim.workspace.editors.furnish import furnish_exam, furnish_practice
from tests.workspace.editors.would_run import pycharm_buttons, vscode_buttons


@pytest.fixture
def on_this_machine(monkeypatch: pytest.MonkeyPatch) -> list[Editor]:
    found: list[Editor] = []
    monkeypatch.setattr(furnish, "find_editors", lambda: tuple(FoundEditor(editor, "") for editor in found))
    return found


def test_without_a_choice_the_folder_is_ready_for_the_editors_of_this_machine(
    tmp_path: Path, on_this_machine: list[Editor]
) -> None:
    on_this_machine.append(Editor.VSCODE)
    assert furnish_practice(tmp_path).editors == (Editor.VSCODE,)
    assert (tmp_path / ".vscode" / "tasks.json").is_file()
    assert not (tmp_path / ".idea").exists()


def test_a_choice_lasts(tmp_path: Path, on_this_machine: list[Editor]) -> None:
    on_this_machine.append(Editor.VSCODE)
    assert furnish_practice(tmp_path, ["none"]).editors == ()
    assert furnish_practice(tmp_path).editors == ()
    assert [path.name for path in tmp_path.iterdir()] == [".gradatim"]
    assert furnish_practice(tmp_path, ["pycharm"]).editors == (Editor.PYCHARM,)
    assert furnish_practice(tmp_path).editors == (Editor.PYCHARM,)


@pytest.mark.parametrize("chosen", [["emacs"], ["none", "pycharm"], [""]])
def test_an_unknown_choice_is_refused_with_what_can_be_typed(tmp_path: Path, chosen: list[str]) -> None:
    with pytest.raises(UserError, match="--editor pycharm"):
        furnish_exam(tmp_path, [1], chosen)
    assert list(tmp_path.iterdir()) == []


def test_both_editors_have_the_same_buttons(tmp_path: Path) -> None:
    furnish_exam(tmp_path / "exam", [1, 2, 5], ["pycharm", "vscode"])
    furnish_practice(tmp_path / "practice", ["pycharm", "vscode"])
    exam = {f"{what} category {number}" for what in ("Run", "Submit and test") for number in (1, 2, 5)}
    assert set(pycharm_buttons(tmp_path / "exam")) == exam | {"Exam status", "Finish exam"}
    for folder in ("exam", "practice"):
        assert set(pycharm_buttons(tmp_path / folder)) == set(vscode_buttons(tmp_path / folder))
