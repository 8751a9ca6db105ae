"""`task lint` finds what can be found without training; the bank has none of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gradatim.bank.lint import content_digest, lint_task
from gradatim.bank.reader import load_task, read_task, task_folders


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of a task without problems."""
    target = tmp_path / "penguin-mass"
    shutil.copytree(load_task("penguin-mass").folder, target)
    return target


def messages(folder: Path) -> str:
    return "\n".join(str(problem) for problem in lint_task(folder))


@pytest.mark.parametrize("task", task_folders(), ids=lambda path: path.name)
def test_the_bank_has_no_problems(task: Path) -> None:
    assert messages(task) == ""


@pytest.mark.parametrize("name", ["baselines.py", "stronger.py", "measured.json"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert f"{name}: Expected this file" in messages(folder)


def test_a_readme_that_drifts_from_the_bands_is_found(folder: Path) -> None:
    readme = folder / "README.md"
    band = f"{read_task(folder).rubric.bands[4]:g}"
    readme.write_text(readme.read_text().replace(band, "12345"))
    assert "the band of 5/5" in messages(folder)


def test_a_change_after_measuring_makes_the_measurement_stale(folder: Path) -> None:
    before = content_digest(read_task(folder))
    with (folder / "solution.py").open("a") as file:
        file.write("\n# changed\n")
    assert content_digest(read_task(folder)) != before
    assert "Expected a measurement of the task's sources" in messages(folder)


def test_a_broken_script_an_unlisted_mistake_and_a_typo_are_found(folder: Path) -> None:
    (folder / "weak" / "unlisted.py").write_text("def solution_model(): ...\n")
    (folder / "starter.py").write_text("def solution_model(:\n")
    found = messages(folder)
    assert "unlisted.py: Expected a [[weak]] entry" in found
    assert "starter.py: Expected valid Python" in found
    toml = folder / "task.toml"
    toml.write_text(toml.read_text().replace("revision", "revison"))
    assert "did you mean 'revision'?" in messages(folder)
