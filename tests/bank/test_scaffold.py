"""`task new` writes a folder that reads as a task; its starter and reference run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gradatim.bank.reader import read_task
from gradatim.bank.scaffold import new_task
from gradatim.data.split import Split
from gradatim.errors import UserError
from gradatim.settings import settings


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a bank of its own, with the templates and datasets of the real one."""
    bundled = settings().content
    target = tmp_path / "content"
    target.mkdir()
    shutil.copytree(bundled / "templates", target / "templates")
    shutil.copyfile(bundled / "skills.toml", target / "skills.toml")
    (target / "datasets").symlink_to(bundled / "datasets")
    monkeypatch.setenv("GRADATIM_CONTENT", str(target))
    settings.cache_clear()
    return target


def test_a_new_task_reads_and_gives_data(content: Path, tmp_path: Path) -> None:
    folder = new_task("snail-speed", category=2)
    task = read_task(folder)
    assert (task.title, task.category) == ("Snail speed", 2)
    split = Split(b"key")
    task.write_candidate_data(split, tmp_path / "data")
    hidden = task.hidden_set(split)
    assert {name: values.shape for name, values in task.baselines(split).items()} == {
        "naive: mean of the visible answers": hidden.targets.shape
    }


def test_a_taken_or_odd_id_and_a_wrong_category_are_refused(content: Path) -> None:
    new_task("snail-speed", category=2)
    with pytest.raises(UserError, match="an id that is free"):
        new_task("snail-speed", category=3)
    for odd in ("Snail", "snail_speed", "-x", "../x"):
        with pytest.raises(UserError, match="lower-case words"):
            new_task(odd, category=2)
    with pytest.raises(UserError, match="1 to 5"):
        new_task("other", category=6)
