"""The pages that every page leads to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """An entry of the navigation.

    Args:
        title: One word.
        path: Address of the page.
        below: Beginnings of the addresses that count as part of it.
    """

    title: str
    path: str
    below: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        """Whether an address is this page or one below it."""
        return path == self.path or (bool(self.below) and path.startswith(self.below))


NAVIGATION = (
    Place("Map", "/", ("/skills/", "/drills/")),
    Place("Exams", "/exams", ("/exams/", "/submissions/")),
    Place("Tasks", "/tasks"),
    Place("Doctor", "/doctor"),
)
"""In the order of the page's head."""
