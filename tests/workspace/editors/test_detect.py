"""Editors are found by the terminal around, by commands and by folders, on each system."""

from __future__ import annotations

from pathlib import Path

import pytest

from gradatim.workspace.editors.detect import find_editors
from gradatim.workspace.editors.editor import Editor


@pytest.mark.parametrize(
    ("variables", "editor"),
    [
        ({"TERMINAL_EMULATOR": "JetBrains-JediTerm"}, Editor.PYCHARM),
        ({"PYCHARM_HOSTED": "1"}, Editor.PYCHARM),
        ({"TERM_PROGRAM": "vscode"}, Editor.VSCODE),
        ({"VSCODE_IPC_HOOK_CLI": "/run/socket"}, Editor.VSCODE),
        ({"JUPYTER_SERVER_ROOT": "/home/me"}, Editor.JUPYTER),
    ],
)
def test_the_editor_around_the_terminal_is_found(variables: dict[str, str], editor: Editor, tmp_path: Path) -> None:
    (found,) = find_editors(variables, tmp_path, "linux")
    assert found.editor is editor
    assert next(iter(variables)) in found.evidence


@pytest.mark.parametrize(
    ("platform", "folder", "editor"),
    [
        ("linux", ".config/JetBrains/PyCharm2026.2", Editor.PYCHARM),
        ("linux", ".vscode-server", Editor.VSCODE),
        ("darwin", "Library/Application Support/JetBrains/PyCharmCE2026.1", Editor.PYCHARM),
        ("darwin", "Library/Application Support/Code", Editor.VSCODE),
        ("win32", "AppData/Roaming/JetBrains/PyCharm2026.2", Editor.PYCHARM),
    ],
)
def test_an_editor_is_found_by_the_folder_of_its_settings(
    platform: str, folder: str, editor: Editor, tmp_path: Path
) -> None:
    assert find_editors({}, tmp_path, platform) == ()
    (tmp_path / folder).mkdir(parents=True)
    (found,) = find_editors({}, tmp_path, platform)
    assert (found.editor, found.evidence) == (editor, str(tmp_path / folder))


def test_a_command_on_the_path_is_found_and_the_terminal_s_own_editor_is_the_better_evidence(tmp_path: Path) -> None:
    command = tmp_path / "bin" / "code"
    command.parent.mkdir()
    command.write_text("#!/bin/sh\n")
    command.chmod(0o755)
    variables = {"PATH": str(command.parent)}
    (found,) = find_editors(variables, tmp_path, "linux")
    assert (found.editor, found.evidence) == (Editor.VSCODE, str(command))
    (found,) = find_editors(variables | {"TERM_PROGRAM": "vscode"}, tmp_path, "linux")
    assert found.evidence == "TERM_PROGRAM=vscode"


def test_an_empty_machine_has_none(tmp_path: Path) -> None:
    assert find_editors({"PATH": "", "TERM_PROGRAM": "xterm", "VSCODE_PID": ""}, tmp_path, "linux") == ()
