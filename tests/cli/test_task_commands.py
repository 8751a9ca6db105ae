"""`gradatim task` on drills: proven, listed, and one that cannot be read does not stop the others."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import gradatim
from tests.cli.conftest import CommandLine
from tests.drills.builders import write_drill


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bank of two drills, the second of which cannot be read."""
    content = tmp_path / "content"
    shutil.copytree(Path(gradatim.__file__).parent / "content" / "datasets", content / "datasets")
    shutil.copy(Path(gradatim.__file__).parent / "content" / "skills.toml", content)
    write_drill(content / "drills" / "dev", "double")
    (write_drill(content / "drills" / "dev", "broken") / "task.toml").write_text("title = 3")
    monkeypatch.setenv("GRADATIM_CONTENT", str(content))
    return content


@pytest.fixture
def command_line(tmp_path: Path) -> CommandLine:
    (tmp_path / "work").mkdir()
    return CommandLine(tmp_path / "home", tmp_path / "work")


@pytest.mark.usefixtures("bank")
@pytest.mark.parametrize("asked", ["double", "dev.python"])
def test_a_drill_is_proven_beside_one_that_cannot_be_read(command_line: CommandLine, asked: str) -> None:
    done = command_line.run("task", "verify", asked)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ok   wrong/triples.py gets its message" in done.stdout
    assert "1 of 1 proven" in done.stdout
    assert "Left out broken" in done.stderr


@pytest.mark.usefixtures("bank")
def test_a_drill_that_cannot_be_read_is_named_when_it_is_asked_for(command_line: CommandLine) -> None:
    done = command_line.run("task", "verify", "broken")
    assert done.returncode == 2
    assert "drills/dev/broken/task.toml" in done.stderr.replace("\n", "")


def test_mutants_are_counted_and_written(command_line: CommandLine, bank: Path) -> None:
    done = command_line.run("task", "verify", "double", "--mutants", "--write")
    assert done.returncode == 0, done.stdout + done.stderr
    measured = json.loads((bank / "drills" / "dev" / "double" / "measured.json").read_text())
    assert measured["killed"] == measured["mutants"] > 0


def test_a_weak_drill_is_not_proven(command_line: CommandLine, bank: Path) -> None:
    (bank / "drills" / "dev" / "double" / "wrong" / "adds.py").write_text("def double(n):\n    return n * 2\n")
    done = command_line.run("task", "verify", "double")
    assert done.returncode == 1
    assert "FAIL wrong/adds.py gets its message" in done.stdout


def test_lint_names_the_file_and_what_is_wrong(command_line: CommandLine, bank: Path) -> None:
    (bank / "drills" / "dev" / "double" / "README.md").write_text("# Another title\n")
    done = command_line.run("task", "lint", "double")
    assert done.returncode == 1
    assert "double/README.md: Expected the title '# Double a number'" in done.stdout
