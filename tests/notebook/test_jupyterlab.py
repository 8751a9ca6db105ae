"""The notebook of a drill in JupyterLab, in a real browser: typed, run, checked before it is saved."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from gradatim.bank.drill_reader import load_drill
from gradatim.notebook.drill_notebook import write_drill_notebook
from gradatim.workspace.practice_folder import PracticeFolder, create_practice

DRILL = "newer-than"
TOKEN = "of-this-test"
SECONDS = 120


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> PracticeFolder:
    practice = create_practice(tmp_path_factory.mktemp("learner") / "practice")
    drill = load_drill(DRILL)
    write_drill_notebook(drill, practice.lay_out(drill))
    return practice


@pytest.fixture(scope="module")
def address(practice: PracticeFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab that serves the practice folder, with a user account of its own."""
    home = tmp_path_factory.mktemp("account")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    quiet = home / ".jupyter" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    quiet.mkdir(parents=True)
    (quiet / "notification.jupyterlab-settings").write_text(
        json.dumps({"fetchNews": "false", "checkForUpdates": False})
    )
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"]
    own = {"HOME": home, "GRADATIM_HOME": home / "gradatim", "JUPYTER_CONFIG_DIR": home / ".jupyter"}
    process = subprocess.Popen(
        [*command, f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={practice.path}"],
        env=os.environ | {name: str(value) for name, value in own.items()},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for_server(f"http://127.0.0.1:{port}/api?token={TOKEN}")
        yield f"http://127.0.0.1:{port}/lab/tree/dev.versions/{DRILL}/answer.ipynb?token={TOKEN}&reset"
    finally:
        process.terminate()
        process.wait(timeout=SECONDS)


def wait_for_server(address: str) -> None:
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            assert time.monotonic() < deadline, "JupyterLab did not start"
            time.sleep(0.2)
        else:
            return


@pytest.fixture(scope="module")
def page(address: str, browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 1200, "height": 1400})
    page.set_default_timeout(SECONDS * 1000)
    page.goto(address)
    return page


def test_an_answer_is_typed_run_and_checked_before_it_is_saved(page: Page, practice: PracticeFolder) -> None:
    expect(page.get_by_role("heading", name="Is 2.9 newer than 2.15?").first).to_be_visible(timeout=SECONDS * 1000)
    page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").first.wait_for()
    for cell in ("%load_ext gradatim", "def at_least", "%check"):
        run_cell(page, cell)
    verdict = page.locator(".jp-OutputArea section.gradatim")
    expect(verdict).to_contain_text("Not yet.", timeout=SECONDS * 1000)
    answer = cell_with(page, "def at_least").locator(".cm-content")
    answer.click()
    page.keyboard.press("Control+A")
    # One line at a time would be indented by the editor as well.
    page.keyboard.insert_text(load_drill(DRILL).solution.read_text())
    page.keyboard.press("Control+Enter")
    run_cell(page, "%check")
    expect(verdict).to_contain_text("All 4 checks pass", timeout=SECONDS * 1000)
    assert "TODO" in practice.read_answer(load_drill(DRILL))  # nothing was saved


def cell_with(page: Page, text: str) -> Locator:
    return page.locator(".jp-CodeCell", has=page.locator(".cm-content", has_text=text)).first


def run_cell(page: Page, text: str) -> None:
    cell_with(page, text).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
