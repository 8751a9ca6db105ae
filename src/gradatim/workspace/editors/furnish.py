"""Puts the files of editors into an exam folder or a practice folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from gradatim.errors import UserError
from gradatim.workspace.editors.detect import find_editors
from gradatim.workspace.editors.editor import EDITOR_CHOICES, NO_EDITOR, Editor
from gradatim.workspace.editors.own_files import Written, remembered_editors, write_own_files
from gradatim.workspace.editors.practice_tests import TEST_FILE, TEST_TEXT
from gradatim.workspace.editors.pycharm import pycharm_files
from gradatim.workspace.editors.runs import PRACTICE_RUNS, exam_runs
from gradatim.workspace.editors.vscode import vscode_files
from gradatim.workspace.notebook_answer import require_jupyter


def furnish_exam(folder: Path, categories: Iterable[int], chosen: Sequence[str] = ()) -> Written:
    """Write the files of editors into an exam folder.

    Args:
        folder: The exam folder.
        categories: Its categories.
        chosen: What the user asked for, of `EDITOR_CHOICES`. Defaults to nothing: the editors that the folder had, or
            else those of this machine.

    Raises:
        UserError: A choice is unknown, or the folder cannot be written.
    """
    numbers = tuple(categories)
    runs = exam_runs(numbers)
    files = {
        Editor.PYCHARM: lambda: pycharm_files(runs, source_folders=[f"category{number}" for number in numbers]),
        Editor.VSCODE: lambda: vscode_files(runs),
    }
    editors = editors_for(folder, chosen)
    wanted = {name: content for editor in editors if editor in files for name, content in files[editor]().items()}
    return write_own_files(folder, editors, wanted, restore=bool(chosen))


def furnish_practice(folder: Path, chosen: Sequence[str] = ()) -> Written:
    """Write the files of editors into a practice folder.

    Args:
        folder: The practice folder.
        chosen: What the user asked for, of `EDITOR_CHOICES`. Defaults to nothing: the editors that the folder had, or
            else those of this machine.

    Raises:
        UserError: A choice is unknown, or the folder cannot be written.
    """
    tests = {TEST_FILE: TEST_TEXT.encode()}
    files = {
        Editor.PYCHARM: lambda: pycharm_files(PRACTICE_RUNS, source_folders=[""]) | tests,
        Editor.VSCODE: lambda: vscode_files(PRACTICE_RUNS, tests=TEST_FILE) | tests,
    }
    editors = editors_for(folder, chosen)
    wanted = {name: content for editor in editors if editor in files for name, content in files[editor]().items()}
    return write_own_files(folder, editors, wanted, restore=bool(chosen))


def editors_for(folder: Path, chosen: Sequence[str]) -> tuple[Editor, ...]:
    """Return the editors that were asked for, or else the folder's, or else the machine's.

    Raises:
        UserError: As `require_editors`.
    """
    require_editors(chosen)
    if chosen:
        return tuple(editor for editor in Editor if editor in chosen)
    remembered = remembered_editors(folder)
    return _usable_editors() if remembered is None else remembered


def require_editors(chosen: Sequence[str]) -> None:
    """Refuse a choice of editors that cannot be met, before anything is written.

    Raises:
        UserError: One is unknown, "none" stands beside an editor, or notebooks are asked for without jupytext.
    """
    unknown = [name for name in chosen if name not in EDITOR_CHOICES]
    if unknown or (NO_EDITOR in chosen and set(chosen) != {NO_EDITOR}):
        raise UserError(
            f"Expected editors: {', '.join(Editor)}, or {NO_EDITOR} alone",
            received=", ".join(chosen),
            next_step=" ".join(f"--editor {name}" for name in (Editor.PYCHARM, Editor.VSCODE)),
        )
    if Editor.JUPYTER in chosen:
        require_jupyter()


def _usable_editors() -> tuple[Editor, ...]:
    found = (editor.editor for editor in find_editors())
    return tuple(editor for editor in found if editor is not Editor.JUPYTER or find_spec("jupytext") is not None)
