"""How strictly a model was confined while it ran."""

from __future__ import annotations

from enum import StrEnum


class SandboxMode(StrEnum):
    """Part of every result, so that nobody mistakes an unconfined run for a safe one."""

    FULL = "full"
    REDUCED = "reduced"
    NONE = "none"
