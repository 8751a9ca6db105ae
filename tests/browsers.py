"""Which browser the tests drive."""

from __future__ import annotations

import os
import shutil

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> str | None:
    """Return the path of an installed Chromium or Chrome; `GRADATIM_TEST_BROWSER` names another."""
    named = os.environ.get("GRADATIM_TEST_BROWSER")
    return named or next((path for name in _BROWSERS if (path := shutil.which(name))), None)
