"""The folder `.vscode` for VS Code: settings, tasks that fill the Problems panel, launch configurations, extensions."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from typing import Any

from gradatim.workspace.editors.runs import REPORTS_PROBLEMS, SAFE_PATH, Run

PROBLEM = r"^([^\s:][^:]*):(\d+): (error|warning|info): (.+)$"
"""A line of `--problems`: path from the folder's root, line, severity, message."""

BEGINS, ENDS = "^gradatim: checking ", "^gradatim: done$"
"""The lines that frame a check of watch mode."""

_ROOT = "${workspaceFolder}"


def vscode_files(runs: Iterable[Run], *, tests: str = "", interpreter: str = sys.executable) -> dict[str, bytes]:
    """Return the files of a VS Code folder.

    Args:
        runs: The buttons: a task for each command, a launch configuration for each script.
        tests: File of tests for the Testing view. Defaults to none.
        interpreter: The Python that has Gradatim; the tasks use it, and it is what VS Code proposes. Defaults to the
            one that runs this.

    Returns:
        Relative POSIX path to content.
    """
    buttons = tuple(runs)
    contents: dict[str, dict[str, Any]] = {
        "settings": _settings(tests, interpreter),
        "tasks": {"version": "2.0.0", "tasks": [_task(run, interpreter) for run in buttons if not run.script]},
        "launch": {"version": "0.2.0", "configurations": [*map(_launch, (r for r in buttons if r.script)), _THIS_FILE]},
        "extensions": {"recommendations": ["ms-python.python", "ms-python.debugpy"]},
    }
    return {
        f".vscode/{name}.json": (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()
        for name, content in contents.items()
    }


def _settings(tests: str, interpreter: str) -> dict[str, Any]:
    has_pytest = bool(tests) and find_spec("pytest") is not None
    settings: dict[str, Any] = {
        "python.defaultInterpreterPath": interpreter,
        # An answer reads data/ and saves model.keras beside itself.
        "python.terminal.executeInFileDir": True,
        "python.testing.pytestEnabled": has_pytest,
        "python.testing.unittestEnabled": bool(tests) and not has_pytest,
        "workbench.editorAssociations": {"**/README.md": "vscode.markdown.preview.editor"},
        "files.exclude": {"**/.gradatim": True, "**/__pycache__": True},
        "files.watcherExclude": {"**/data/**": True, "**/.gradatim/**": True},
        "search.exclude": {"**/data/**": True},
    }
    if tests:
        settings["python.testing.pytestArgs"] = [tests]
        settings["python.testing.unittestArgs"] = ["-v", "-s", ".", "-p", tests]
        # A check runs the answer: seconds, and only when it is asked for.
        settings["python.testing.autoTestDiscoverOnSaveEnabled"] = False
    return settings


def _task(run: Run, interpreter: str) -> dict[str, Any]:
    reports = ["--problems"] if run.arguments[0] in REPORTS_PROBLEMS else []
    task: dict[str, Any] = {
        "label": run.name,
        "type": "process",
        "command": interpreter,
        "args": [SAFE_PATH, "-m", "gradatim", *run.arguments, *reports],
        "options": {"cwd": _ROOT},
        "presentation": {"reveal": "always", "panel": "dedicated", "clear": not run.interactive, "focus": True},
        "problemMatcher": _matcher(background=run.interactive) if reports else [],
    }
    if reports and not run.interactive:
        task["group"] = "test"
    if run.interactive:
        task["isBackground"] = True
    return task


def _matcher(*, background: bool) -> dict[str, Any]:
    matcher: dict[str, Any] = {
        "owner": "gradatim",
        "source": "gradatim",
        "fileLocation": ["relative", _ROOT],
        "pattern": {"regexp": PROBLEM, "file": 1, "line": 2, "severity": 3, "message": 4},
    }
    if background:
        matcher["background"] = {"activeOnStart": False, "beginsPattern": BEGINS, "endsPattern": ENDS}
    return matcher


def _launch(run: Run) -> dict[str, Any]:
    return {
        "name": run.name,
        "type": "debugpy",
        "request": "launch",
        "program": f"{_ROOT}/{run.script}",
        "cwd": f"{_ROOT}/{run.folder}",
        "console": "integratedTerminal",
    }


_THIS_FILE = {
    "name": "Run this file",
    "type": "debugpy",
    "request": "launch",
    "program": "${file}",
    "cwd": "${fileDirname}",
    "console": "integratedTerminal",
}
