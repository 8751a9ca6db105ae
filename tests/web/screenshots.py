"""Pictures of every page at 390 and 1440 px, light and dark, in docs/screenshots/: a test run makes those that changed.

Fonts and browsers draw differently from machine to machine. Beside the pictures lies a note of what drew them; where
something else draws, a test run leaves them alone, and `make screenshots` makes all of them anew.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image, ImageChops

from gradatim.store.whole_file import write_whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
WIDTHS = (390, 1440)
THEMES = ("light", "dark")
MAKE_ALL = "GRADATIM_TEST_SCREENSHOTS"
"""Set in the environment, all pictures are made, whatever draws them."""
LONGEST = 1_500
"""A longer page is cut off here: its upper part shows how it looks."""
QUALITY = 32
MOST_BYTES = 4_500_000
BLOCK = 2
"""Side in pixels of the squares whose mean colours are compared."""
MOST_DIFFERENCE = 75
"""Of 255. What WebP loses of these pages moved a mean by at most 58, another digit by 99 and more."""
_DRAWN_BY = "drawn-by.json"
_SPECIMEN = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; font: 17px/1.5 system-ui, sans-serif; } code { font-family: ui-monospace, monospace; }
.serif { font-family: Charter, Georgia, serif; } strong { font-weight: 650; }</style>
<p>Sphinx of black quartz, judge my vow 0123456789 <strong>Gradatim</strong> <code>model.keras</code>
<span class="serif">The quick brown fox</span> ≥ · … – “é”</p>"""


class Gallery:
    """The pictures of a folder, and whether this machine may change them.

    Args:
        browser: Draws.
        folder: Where they lie. Defaults to docs/screenshots.
    """

    def __init__(self, browser: Browser, folder: Path = FOLDER) -> None:
        self._folder = folder
        self._drawn_by = _describe(browser)
        self._all = bool(os.environ.get(MAKE_ALL))
        self.taken: list[str] = []
        """Names of all pictures that were looked at."""
        self.open = self._all or self._known_drawer() in (None, self._drawn_by)

    def take(self, page: Page, name: str, width: int, theme: str) -> None:
        """Take a picture of a page as it stands, and keep it if it shows something else than the one that is kept.

        Args:
            page: At the width and in the theme.
            name: Of the page.
            width: In pixels.
            theme: `light` or `dark`.
        """
        height = min(LONGEST, page.evaluate("document.documentElement.scrollHeight"))
        path = self._folder / f"{name}-{width}-{theme}.webp"
        self.taken.append(path.name)
        if not self.open:
            return
        content = page.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
        picture = Image.open(io.BytesIO(content)).convert("RGB")
        if not self._all and _shows(path, picture):
            return
        compressed = io.BytesIO()
        picture.save(compressed, "webp", quality=QUALITY, method=6)
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, compressed.getvalue())

    def close(self) -> None:
        """Note what drew the pictures, and remove those of pages that are no more; when all pages were looked at."""
        if not self.open:
            return
        for path in self._folder.glob("*.webp"):
            if path.name not in self.taken:
                path.unlink()
        note = json.dumps(self._drawn_by, indent=1) + "\n"
        if self._known_drawer() != self._drawn_by:
            (self._folder / _DRAWN_BY).write_text(note, encoding="utf-8")

    def kept(self) -> Iterator[Path]:
        """Yield the pictures that lie there."""
        yield from sorted(self._folder.glob("*.webp"))

    def _known_drawer(self) -> object:
        try:
            return json.loads((self._folder / _DRAWN_BY).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None


def looks_like(one: Image.Image, other: Image.Image) -> bool:
    """Return whether two pictures show the same to an eye: squares of some pixels have about the same mean colour."""
    if one.size != other.size:
        return False
    difference = ImageChops.difference(one.reduce(BLOCK), other.reduce(BLOCK))
    return int(np.asarray(difference).max()) <= MOST_DIFFERENCE


def _shows(path: Path, picture: Image.Image) -> bool:
    try:
        with Image.open(path) as kept:
            return looks_like(kept.convert("RGB"), picture)
    except OSError:  # not there, or damaged
        return False


def _describe(browser: Browser) -> dict[str, str]:
    """Return what draws: the browser, and the picture of a line of text as it comes out here."""
    page = browser.new_page(viewport={"width": 700, "height": 120})
    page.set_content(_SPECIMEN)
    pixels = Image.open(io.BytesIO(page.screenshot())).convert("RGB").tobytes()
    page.close()
    return {"browser": f"Chromium {browser.version.partition('.')[0]}", "text": hashlib.sha256(pixels).hexdigest()[:16]}
