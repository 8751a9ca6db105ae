"""A real command line, a real worker, an exam of one category."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from gradatim.bank.reader import load_task

TASK = "penguin-mass"
BLUEPRINT = """
id = "one-category"
title = "One category"
minutes = {minutes}
pass_mark = 60
[[category]]
number = 1
title = "Simple model"
weight = 100
pool = ["penguin-mass"]
"""


@dataclass(frozen=True)
class CommandLine:
    """Runs `gradatim` as a user does, with an installation and a working directory of its own."""

    home: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment that points at this installation."""
        return os.environ | {"GRADATIM_HOME": str(self.home), "GRADATIM_WORKER_IDLE_SECONDS": "15", "COLUMNS": "200"}

    def run(self, *arguments: str, cwd: Path | None = None, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "gradatim", *arguments],
            cwd=cwd or self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def start(self, *arguments: str, cwd: Path | None = None) -> subprocess.Popen[str]:
        """Start one command and return without waiting."""
        return subprocess.Popen(
            [sys.executable, "-m", "gradatim", *arguments],
            cwd=cwd or self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def open_exam(self, name: str = "exam", minutes: int = 60) -> Path:
        """Open an exam of one category and return its folder."""
        blueprint = self.folder / f"{name}.toml"
        blueprint.write_text(BLUEPRINT.format(minutes=minutes), encoding="utf-8")
        done = self.run("exam", "start", "--blueprint", str(blueprint), "--dir", name)
        assert done.returncode == 0, done.stderr
        return self.folder / name


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of saved models, made once."""
    folder = tmp_path_factory.mktemp("models")
    width = load_task(TASK).input.shape[0]
    subprocess.run(
        [sys.executable, str(Path(__file__).parent / "make_models.py"), str(folder), str(width)],
        env=os.environ | {"TF_CPP_MIN_LOG_LEVEL": "3"},
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Return a command line that shares one installation among the tests of a module."""
    root = tmp_path_factory.mktemp("user")
    (root / "work").mkdir()
    return CommandLine(root / "home", root / "work")


@pytest.fixture(scope="module")
def exam(command: CommandLine) -> Path:
    """Return an open exam of one category."""
    return command.open_exam()
