"""Reads the files of an editor as the editor does, and tells what its buttons would run."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Button:
    """What one button runs.

    Args:
        command: Program and arguments.
        folder: Working directory.
        environment: Variables that it sets.
        matcher: VS Code's problem matcher, if the button has one.
    """

    command: list[str]
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    matcher: dict[str, Any] | None = None

    def press(self, environment: Mapping[str, str], typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run it to its end, typing `typed`."""
        return subprocess.run(
            self.command,
            cwd=self.folder,
            env=dict(environment) | self.environment,
            input=typed,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    def problems(self, printed: str) -> list[re.Match[str]]:
        """Return the lines that VS Code would put into its Problems panel."""
        assert self.matcher is not None
        pattern = re.compile(self.matcher["pattern"]["regexp"])
        return [match for line in printed.splitlines() if (match := pattern.match(line))]


def pycharm_buttons(folder: Path) -> dict[str, Button]:
    """Return the run configurations of a PyCharm project, with this Python as the project's interpreter."""
    files = sorted((folder / ".idea" / "runConfigurations").glob("*.xml"))
    return dict(_pycharm_button(ET.parse(file).getroot(), folder) for file in files)


def _pycharm_button(root: ET.Element, folder: Path) -> tuple[str, Button]:
    configuration = root.find("configuration")
    assert root.attrib["name"] == "ProjectRunConfigurationManager"
    assert configuration is not None
    assert (configuration.attrib["type"], configuration.attrib["factoryName"]) == ("PythonConfigurationType", "Python")
    options = {one.attrib["name"]: one.attrib["value"] for one in configuration.iter("option")}
    filled = {name: value.replace("$PROJECT_DIR$", str(folder)) for name, value in options.items()}
    assert filled["IS_MODULE_SDK"] == "true"
    assert not filled["SDK_HOME"]
    target = ["-m", filled["SCRIPT_NAME"]] if filled["MODULE_MODE"] == "true" else [filled["SCRIPT_NAME"]]
    command = [sys.executable, *shlex.split(filled["INTERPRETER_OPTIONS"]), *target]
    variables = {one.attrib["name"]: one.attrib["value"] for one in configuration.iter("env")}
    return configuration.attrib["name"], Button(
        [*command, *shlex.split(filled["PARAMETERS"])], Path(filled["WORKING_DIRECTORY"]), variables
    )


def vscode_buttons(folder: Path) -> dict[str, Button]:
    """Return the tasks and launch configurations of a VS Code folder; those for the open file are left out."""
    settings, tasks, launch = (_json(folder, name) for name in ("settings", "tasks", "launch"))
    buttons = {
        task["label"]: Button(
            [task["command"], *task["args"]],
            Path(_filled(task["options"]["cwd"], folder)),
            matcher=task["problemMatcher"] or None,
        )
        for task in tasks["tasks"]
    }
    for one in launch["configurations"]:
        if "${file}" not in one["program"]:
            command = [settings["python.defaultInterpreterPath"], _filled(one["program"], folder)]
            buttons[one["name"]] = Button(command, Path(_filled(one["cwd"], folder)))
    return buttons


def _json(folder: Path, name: str) -> Any:
    return json.loads((folder / ".vscode" / f"{name}.json").read_text(encoding="utf-8"))


def _filled(text: str, folder: Path) -> str:
    return text.replace("${workspaceFolder}", str(folder))
