"""The whole list of candidates, and in which order they are examined."""

from __future__ import annotations

import importlib
from itertools import zip_longest

from benchmarks.coach_blind.candidate import CANDIDATES, Candidate

FAMILIES = ("tables", "pictures", "words", "series")


def candidates() -> tuple[Candidate, ...]:
    """Return every candidate: the first of each task, then the second of each, so that any beginning is a mixture."""
    for family in FAMILIES:
        importlib.import_module(f"benchmarks.coach_blind.families.{family}")
    by_task: dict[str, list[Candidate]] = {}
    for one in CANDIDATES:
        by_task.setdefault(one.task, []).append(one)
    turns = zip_longest(*by_task.values())
    return tuple(one for turn in turns for one in turn if one is not None)
