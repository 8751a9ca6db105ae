"""Shared by all tests: an installation of its own for each test, away from the developer's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gradatim.settings import settings
from tests.browsers import find_browser

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_PATIENCE_MILLISECONDS = 60_000


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Point `GRADATIM_HOME` at an empty folder, for this process and those it starts."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("GRADATIM_HOME", str(folder))
    settings.cache_clear()
    yield folder
    settings.cache_clear()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return a real Chromium; where none is installed, the tests that need one are skipped by name.

    For one module, not for all: while it runs, so does its event loop, and nothing else in this thread can run one.
    """
    path = find_browser()
    if path is None:
        pytest.skip("needs Chromium or Chrome: apt-get install chromium, or set GRADATIM_TEST_BROWSER")
    from playwright.sync_api import expect, sync_playwright

    # Five seconds, its own limit, are short for a page whose machine does other things too.
    expect.set_options(timeout=_PATIENCE_MILLISECONDS)
    with sync_playwright() as playwright:
        # The sandbox of Chromium needs rights that a container often has not; it visits our own pages only.
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()
