"""How much is tried: with each commit as much as finds what is wrong, before a release all (`make thorough`)."""

from __future__ import annotations

import os

THOROUGH = os.environ.get("GRADATIM_THOROUGH") == "1"
"""Whether this is the run before a release."""


def times(usual: int, *, thorough: int) -> int:
    """Return how often something is tried."""
    return thorough if THOROUGH else usual
