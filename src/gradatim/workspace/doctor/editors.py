"""Which editors are here. None is needed: the folder is the interface."""

from __future__ import annotations

import shutil
from dataclasses import dataclass

from gradatim.workspace.doctor.report import Check, well

_COMMANDS = {
    "PyCharm": ("pycharm", "pycharm.sh", "charm", "pycharm64", "pycharm-community", "pycharm-professional"),
    "VS Code": ("code", "codium", "code-insiders"),
    "Jupyter": ("jupyter", "jupyter-lab"),
}


@dataclass(frozen=True)
class EditorFacts:
    """Names of the editors whose commands are here."""

    found: tuple[str, ...]


def read_editors() -> EditorFacts:
    """Look for the commands that start editors."""
    return EditorFacts(
        tuple(name for name, commands in _COMMANDS.items() if any(shutil.which(command) for command in commands))
    )


def check_editors(facts: EditorFacts) -> list[Check]:
    """Judge the facts."""
    found = ", ".join(facts.found) or "none by its command; any editor will do, also one that is not in the list"
    return [well("editors", "Editors", found)]
