"""The whole list of candidates, and in which order they are examined."""

from __future__ import annotations

import importlib
from itertools import zip_longest

from benchmarks.coach_blind.candidate import CANDIDATES, Candidate

FAMILIES = (
    *("tables", "pictures", "words", "series"),
    *("later_tables", "later_pictures", "later_words", "later_series"),
    *("third_tables", "third_pictures", "third_words", "third_series"),
    *("fourth_tables", "fourth_pictures", "fourth_words", "fourth_series"),
    *("fifth_tables", "fifth_pictures", "fifth_words", "fifth_series"),
)


def candidates() -> tuple[Candidate, ...]:
    """Return every candidate: the first of each task, then the second of each, so that any beginning is a mixture.

    The good models, written after a task's broken ones, stand between them.
    """
    for family in FAMILIES:
        importlib.import_module(f"benchmarks.coach_blind.families.{family}")
    by_task: dict[str, list[Candidate]] = {}
    for one in CANDIDATES:
        by_task.setdefault(one.task, []).append(one)
    turns = zip_longest(*map(_mixed, by_task.values()))
    return tuple(one for turn in turns for one in turn if one is not None)


def _mixed(of_task: list[Candidate]) -> list[Candidate]:
    """Return a task's candidates with a good one in the second place and in every third after it."""
    good = [one for one in of_task if one.is_good]
    mixed = [one for one in of_task if not one.is_good]
    for place, one in enumerate(good):
        mixed.insert(1 + 3 * place, one)
    return mixed
