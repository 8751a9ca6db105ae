"""What the tests of exams share: a real database, and a small bank of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gradatim.settings import settings
from gradatim.store.database import open_database
from tests.exams.builders import a_blueprint, write_bank
from tests.exams.exam_room import ExamRoom


@pytest.fixture
def content(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bank with the checklist, one dataset, `task-1` (accuracy) and `task-2` (mean absolute error in grams)."""
    folder = write_bank(tmp_path / "content")
    monkeypatch.setenv("GRADATIM_CONTENT", str(folder))
    settings.cache_clear()
    return folder


@pytest.fixture
def engine(home: Path, content: Path) -> Iterator[Engine]:
    """A new SQLite database in `home`."""
    engine = open_database(settings())
    yield engine
    engine.dispose()


@pytest.fixture
def room(engine: Engine, tmp_path: Path) -> ExamRoom:
    """A running sitting of five hours: category 1 weighs 40 and has `task-1`, category 2 weighs 60 and has `task-2`."""
    return ExamRoom(engine, tmp_path / "exam", a_blueprint())
