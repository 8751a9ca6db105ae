"""Shared by all tests: an installation of its own for each test, away from the developer's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gradatim.settings import settings


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Point `GRADATIM_HOME` at an empty folder, for this process and those it starts."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("GRADATIM_HOME", str(folder))
    settings.cache_clear()
    yield folder
    settings.cache_clear()
