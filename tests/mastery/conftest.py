"""A bank of its own for each test: three skills with drills, two exam tasks' worth of scores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gradatim.settings import settings
from tests.drills.builders import write_drill
from tests.exams.builders import write_bank


@pytest.fixture
def content(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The checklist, two exam tasks, and drills: two of nn.train, one each of nn.preprocess and series.mae."""
    folder = write_bank(tmp_path / "content")
    for name, skill, level in (
        ("train-a", "nn.train", 1),
        ("train-b", "nn.train", 2),
        ("scale", "nn.preprocess", 1),
        ("error", "series.mae", 1),
    ):
        write_drill(folder / "drills" / "any", name, skill=skill, level=level)
    monkeypatch.setenv("GRADATIM_CONTENT", str(folder))
    settings.cache_clear()
    yield folder
    settings.cache_clear()
