"""Which handbooks there are."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Which handbook."""

    CANDIDATE = "candidate"
    """What an exam asks, its rules, how it is scored."""
    SET_UP = "set-up"
    """How to prepare the machine and the editor."""
