"""From what was established to what the candidate reads: points, figures, two sentences of advice, skills."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from gradatim.coach.suspicion import Suspicion
from gradatim.grading.result import Finding


def finding(suspicion: Suspicion, *, points: int, measured: bool, variant: str = "") -> Finding:
    """Return the finding that the candidate reads.

    Args:
        suspicion: What was established.
        points: Points of this task's five that mending it would restore.
        measured: Whether the model was seen to reach them; otherwise they are what there is to gain at most.
        variant: Which advice, where a finding has several. Defaults to the only one.
    """
    advice, skills = _advice()[f"{suspicion.finding}: {variant}" if variant else suspicion.finding]
    return Finding(
        id=suspicion.finding,
        points=points,
        points_measured=measured,
        summary=suspicion.summary,
        evidence=suspicion.evidence,
        advice=advice,
        skills=skills,
    )


@cache
def _advice() -> dict[str, tuple[str, list[str]]]:
    entries = tomllib.loads(Path(__file__).with_name("advice.toml").read_text(encoding="utf-8"))
    return {name: (entry["advice"], entry["skills"]) for name, entry in entries.items()}
