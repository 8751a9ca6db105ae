"""docs/decisions/README.md: the list of decisions."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parents[2] / "docs" / "decisions"
HEAD = """# Decisions

Written by `make docs`. Each says what was decided, why, and what was considered instead."""


def decisions_page() -> str:
    """Return the list of all decisions, the first one first."""
    paths = sorted(_FOLDER.glob("[0-9]*.md"))
    rows = [
        f"- [{path.read_text(encoding='utf-8').partition('# ')[2].partition(chr(10))[0]}]({path.name})"
        for path in paths
    ]
    return f"{HEAD}\n\n" + "\n".join(rows) + "\n"
