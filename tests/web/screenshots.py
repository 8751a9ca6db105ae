"""Pictures of every page at 390 and 1440 px, light and dark, into docs/screenshots/: `python -m tests.web.screenshots`.

They are WebP of a quality at which text stays sharp; all together stay below `MOST_BYTES`.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browsers import find_browser
from tests.web.lived_in import live_in
from tests.web.running import RunningDashboard

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
WIDTHS = (390, 1440)
THEMES = ("light", "dark")
LONGEST = 1_500
"""A longer page is cut off here: its upper part shows how it looks."""
QUALITY = 32
MOST_BYTES = 4_000_000
_SETTLE_MILLISECONDS = 250


def take(folder: Path, names: Sequence[str] = ()) -> list[Path]:
    """Take the pictures.

    Args:
        folder: Where they go; made if it is not there.
        names: Pages to take, by their names in `lived_in.py`. Defaults to all.

    Returns:
        The files.

    Raises:
        FileNotFoundError: No Chromium or Chrome is installed.
        ValueError: The files are too large together.
    """
    browser_path = find_browser()
    if browser_path is None:
        raise FileNotFoundError("Expected Chromium or Chrome. Received: none. Next: apt-get install chromium")
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="gradatim-screenshots-") as temporary, sync_playwright() as playwright:
        root = Path(temporary)
        pages = live_in(root / "home", root / "practice").pages
        # As in an activated environment; else the doctor would show where this machine keeps its Pythons.
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
        dashboard = RunningDashboard(root / "home", root, {"PATH": path})
        dashboard.start()
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        try:
            page = browser.new_context(reduced_motion="reduce").new_page()
            page.goto(dashboard.new_link())
            _wait_for_the_doctor(page, dashboard.address)
            for name in names or pages:
                page.goto(dashboard.address + pages[name])
                taken += [_take(page, folder, name, width, theme) for width in WIDTHS for theme in THEMES]
        finally:
            browser.close()
            dashboard.stop()
    size = sum(path.stat().st_size for path in taken)
    if size > MOST_BYTES:
        raise ValueError(f"Expected pictures of at most {MOST_BYTES:,} bytes together. Received: {size:,}")
    return taken


def _take(page: Page, folder: Path, name: str, width: int, theme: str) -> Path:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    page.wait_for_timeout(_SETTLE_MILLISECONDS)
    height = min(LONGEST, page.evaluate("document.documentElement.scrollHeight"))
    picture = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    path = folder / f"{name}-{width}-{theme}.webp"
    Image.open(io.BytesIO(picture)).convert("RGB").save(path, quality=QUALITY, method=6)
    return path


def _wait_for_the_doctor(page: Page, address: str) -> None:
    page.goto(f"{address}/doctor")
    page.wait_for_selector("#examination form button", timeout=120_000)


def main(arguments: Sequence[str] | None = None) -> None:
    """Take the pictures that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.web.screenshots", description=__doc__)
    parser.add_argument("names", nargs="*", help="pages, such as map or room; default: all")
    parser.add_argument("--into", type=Path, default=FOLDER, help="folder; default: docs/screenshots")
    options = parser.parse_args(arguments)
    taken = take(options.into, options.names)
    sys.stdout.write(f"{len(taken)} pictures, {sum(path.stat().st_size for path in taken):,} bytes\n")


if __name__ == "__main__":
    main()
