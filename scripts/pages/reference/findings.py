"""docs/reference/findings.md: everything that the coach can find, with its advice and the skills to practise."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import gradatim.coach
from gradatim.bank.findings import FINDINGS
from gradatim.bank.reader import load_tasks
from gradatim.bank.skills import load_skills

HEAD = """# Findings

Written by `make docs` from `bank/findings.py`, the coach's advice and the bank. How each is established:
[the coach](../coach.md)."""


def findings_page() -> str:
    """Return one section for each finding."""
    return "\n\n".join([HEAD, *map(_section, FINDINGS)]) + "\n"


def _section(finding: str) -> str:
    says = FINDINGS[finding]
    parts = [f"## {finding}", f"{says[0].upper()}{says[1:]}."]
    for variant, advice in _advice_of(finding).items():
        skills = ", ".join(f"{load_skills()[skill].title} (`{skill}`)" for skill in advice["skills"])
        parts.append(f"{f'**{variant}.** ' if variant else ''}{advice['advice']} Practise: {skills}.")
    examples = [
        f"- [{task.title}](../tasks/{task.id}.md): {weak.mistake}"
        for task in load_tasks()
        for weak in task.weak
        if weak.finding == finding
    ]
    if examples:
        parts.append("Mistakes of the bank that get it:\n\n" + "\n".join(examples))
    return "\n\n".join(parts)


def _advice_of(finding: str) -> dict[str, dict[str, Any]]:
    """Return what to do, by the variant of the finding; one without a name where there are no variants.

    Raises:
        ValueError: There is no advice.
    """
    path = Path(gradatim.coach.__path__[0]) / "advice.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    advice = {
        variant.removeprefix(": ").capitalize(): entry
        for name, entry in entries.items()
        if (variant := name.removeprefix(finding)) != name and (not variant or variant.startswith(": "))
    }
    if not advice:
        raise ValueError(f"Expected advice for {finding} in {path.name}. Received: none")
    return advice
