"""Proves a drill: the starter fails, the solution passes, each wrong answer gets its message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from gradatim.bank.drill import Drill, WrongAnswer
from gradatim.drills.check_drill import check_drill
from gradatim.drills.verdict import DrillOutcome, DrillVerdict


@dataclass(frozen=True)
class Proof:
    """One statement about a drill, and whether it holds.

    Args:
        name: The statement.
        holds: Whether it holds.
        detail: The verdict that shows it.
    """

    name: str
    holds: bool
    detail: str


def verify_drill(drill: Drill, on_proof: Callable[[Proof], None] = lambda _: None) -> list[Proof]:
    """Check the starter, the solution and all wrong answers of a drill.

    Args:
        drill: The drill.
        on_proof: Called with each proof when it is there. Defaults to nothing.

    Raises:
        SandboxUnavailable: No process could be started.
    """
    proofs = []

    def add(proof: Proof) -> None:
        proofs.append(proof)
        on_proof(proof)

    starter, solution = _check(drill, drill.starter), _check(drill, drill.solution)
    add(Proof("the starter fails", not starter.passed and starter.outcome in _TEACHING, starter.as_text()))
    add(Proof("the solution passes", solution.passed, solution.as_text()))
    for wrong in drill.wrong:
        verdict = _check(drill, drill.folder / wrong.file)
        add(Proof(f"{wrong.file} gets its message", _gets_its_message(wrong, verdict), verdict.as_text()))
    return proofs


_TEACHING = (DrillOutcome.FAILED, DrillOutcome.ERROR)


def _check(drill: Drill, path: Path) -> DrillVerdict:
    return check_drill(drill, path.read_text(encoding="utf-8"))


def _gets_its_message(wrong: WrongAnswer, verdict: DrillVerdict) -> bool:
    failing = verdict.first_failing
    name = failing.name if failing else ""
    return not verdict.passed and name == wrong.check and wrong.message in verdict.as_text()
