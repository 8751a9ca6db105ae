"""The editors that have files of their own here."""

from __future__ import annotations

from enum import StrEnum

NO_EDITOR = "none"
"""What a user types to have no such files."""


class Editor(StrEnum):
    """An editor, by the name that a user types."""

    PYCHARM = "pycharm"
    VSCODE = "vscode"
    JUPYTER = "jupyter"

    @property
    def full_name(self) -> str:
        """Its name as its makers write it."""
        return _FULL_NAMES[self]


_FULL_NAMES = {Editor.PYCHARM: "PyCharm", Editor.VSCODE: "VS Code", Editor.JUPYTER: "Jupyter"}
EDITOR_CHOICES = (*Editor, NO_EDITOR)
