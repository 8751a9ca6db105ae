"""A dashboard in this process for what needs no browser, a real one and a real Chromium for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from gradatim.data.split import Split
from gradatim.settings import Settings
from gradatim.store.blobs import BlobStore
from gradatim.store.database import open_database
from gradatim.web.access import Access
from gradatim.web.app import create_app
from gradatim.web.security import cookie_name
from gradatim.web.server import Server
from gradatim.workspace.installation import Installation
from tests.web.lived_in import live_in
from tests.web.running import RunningDashboard, surroundings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

BASE = "http://127.0.0.1:8750"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Return a dashboard's server with an empty installation; its practice folder is not there yet."""
    own = Settings(home=tmp_path / "home")
    installation = Installation(own, open_database(own), BlobStore(own.blobs_folder), Split(own.split_key_bytes))
    server = Server(installation, tmp_path / "practice", Access(b"k" * 32))
    yield server
    server.close()


@pytest.fixture
def stranger(server: Server) -> TestClient:
    """Return a client without a session."""
    return TestClient(create_app(server), base_url=BASE, follow_redirects=False)


@pytest.fixture
def client(server: Server, stranger: TestClient) -> TestClient:
    """Return a signed-in client, whose requests carry the token of forms."""
    cookie = server.access.new_session()
    session = server.access.session(cookie)
    assert session is not None
    stranger.cookies.set(cookie_name(8750), cookie)
    stranger.headers["X-CSRF-Token"] = server.access.csrf_token(session)
    return stranger


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDashboard]:
    """Return a real dashboard in a process of its own, with an installation that a module's tests share."""
    root = tmp_path_factory.mktemp("dashboard")
    (root / "work").mkdir()
    running = RunningDashboard(root / "home", root / "work", {"GRADATIM_WORKER_IDLE_SECONDS": "15"})
    running.start()
    yield running
    running.stop()


@pytest.fixture
def context(browser: Browser, dashboard: RunningDashboard) -> Iterator[BrowserContext]:
    """Return a window of its own, signed in; a mistake in a script or a broken rule of content fails the test."""
    window = browser.new_context(viewport={"width": 1440, "height": 900})
    mistakes: list[str] = []
    window.on("weberror", lambda error: mistakes.append(str(error.error)))
    window.on(
        "console", lambda message: mistakes.append(message.text) if "Content Security Policy" in message.text else None
    )
    first = window.new_page()
    first.goto(dashboard.new_link())
    first.close()
    yield window
    window.close()
    assert mistakes == []


@pytest.fixture
def page(context: BrowserContext, dashboard: RunningDashboard) -> Page:
    """Return a page of a signed-in window, on the map."""
    page = context.new_page()
    page.goto(dashboard.address)
    return page


@dataclass(frozen=True)
class LivedInDashboard:
    """A real dashboard of an installation that has been used for weeks.

    Args:
        running: The dashboard.
        pages: Address of each kind of page, by name.
    """

    running: RunningDashboard
    pages: dict[str, str]


@pytest.fixture(scope="session")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivedInDashboard]:
    """Return a dashboard with something on every page; tests leave it as it is."""
    root = tmp_path_factory.mktemp("lived-in")
    pages = live_in(root / "gradatim", root / "practice").pages
    running = RunningDashboard(root / "gradatim", root, surroundings(root), program="tests.web.standing_still")
    running.start()
    yield LivedInDashboard(running, pages)
    running.stop()
