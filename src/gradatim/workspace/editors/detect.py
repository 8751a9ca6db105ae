"""Finds the editors of this machine: the one around this terminal, commands on the PATH, folders of settings."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gradatim.workspace.editors.editor import Editor

_COMMANDS = {
    Editor.PYCHARM: ("pycharm", "pycharm.sh", "charm", "pycharm64", "pycharm-professional", "pycharm-community"),
    # VSCodium and Cursor read the same files.
    Editor.VSCODE: ("code", "code-insiders", "codium", "cursor"),
    Editor.JUPYTER: (),  # installed is not used: JupyterLab comes along with much else
}
_SURROUNDINGS = {
    Editor.PYCHARM: (("TERMINAL_EMULATOR", "JetBrains-JediTerm"), ("PYCHARM_HOSTED", "1")),
    Editor.VSCODE: (("TERM_PROGRAM", "vscode"),),
    Editor.JUPYTER: (),
}
_VARIABLES = {
    Editor.PYCHARM: (),
    Editor.VSCODE: ("VSCODE_IPC_HOOK_CLI", "VSCODE_PID"),
    Editor.JUPYTER: ("JUPYTER_SERVER_ROOT", "JUPYTERHUB_USER"),
}
_FOLDERS = {
    Editor.PYCHARM: {
        "linux": ("~/.config/JetBrains/PyCharm*",),
        "darwin": ("~/Library/Application Support/JetBrains/PyCharm*", "/Applications/PyCharm*.app"),
        "win32": ("~/AppData/Roaming/JetBrains/PyCharm*",),
    },
    Editor.VSCODE: {
        "linux": ("~/.vscode-server", "~/.config/Code", "~/.config/VSCodium", "~/.config/Cursor"),
        "darwin": ("~/Library/Application Support/Code", "/Applications/Visual Studio Code.app"),
        "win32": ("~/AppData/Roaming/Code",),
    },
    Editor.JUPYTER: {},
}


@dataclass(frozen=True)
class FoundEditor:
    """An editor that is there.

    Args:
        editor: Which one.
        evidence: What shows it: a variable, a command or a folder.
    """

    editor: Editor
    evidence: str


def find_editors(
    environment: Mapping[str, str] | None = None, home: Path | None = None, platform: str = sys.platform
) -> tuple[FoundEditor, ...]:
    """Return the editors of this machine, each with the first thing that shows it.

    Jupyter counts as found only inside a Jupyter server's own terminal.

    Args:
        environment: Variables to look at. Defaults to those of this process.
        home: The user's home folder. Defaults to this user's.
        platform: `linux`, `darwin` or `win32`. Defaults to this machine's.
    """
    variables = os.environ if environment is None else environment
    at_home = home or _home()
    found = ((editor, next(_evidence(editor, variables, at_home, platform), None)) for editor in Editor)
    return tuple(FoundEditor(editor, evidence) for editor, evidence in found if evidence is not None)


def _evidence(editor: Editor, variables: Mapping[str, str], home: Path | None, platform: str) -> Iterator[str]:
    for name, value in _SURROUNDINGS[editor]:
        if variables.get(name) == value:
            yield f"{name}={value}"
    yield from (name for name in _VARIABLES[editor] if variables.get(name))
    for command in _COMMANDS[editor]:
        if where := shutil.which(command, path=variables.get("PATH", "")):
            yield where
    for pattern in _FOLDERS[editor].get(platform, ()):
        yield from map(str, _matches(pattern, home))


def _matches(pattern: str, home: Path | None) -> Iterator[Path]:
    if not pattern.startswith("~/"):
        yield from sorted(Path(Path(pattern).anchor).glob(str(Path(pattern).relative_to(Path(pattern).anchor))))
    elif home is not None:
        yield from sorted(home.glob(pattern.removeprefix("~/")))


def _home() -> Path | None:
    try:
        return Path.home()
    except RuntimeError:  # a user without a home folder
        return None
