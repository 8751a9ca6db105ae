"""The sandbox: how strictly models can be confined here, and is that as strict as the settings demand?"""

from __future__ import annotations

from dataclasses import dataclass

from gradatim.sandbox.mode import SandboxMode
from gradatim.workspace.doctor.report import Check, problem, warning, well


@dataclass(frozen=True)
class ConfinementFacts:
    """What was tried.

    Args:
        mode: The strictest mode that works here.
        reason: Why it is not stricter; empty for `full`.
        refusal: What the grader says instead of running a model; empty when it runs models.
    """

    mode: SandboxMode
    reason: str
    refusal: str


def read_confinement() -> ConfinementFacts:
    """Try it, in a process of its own."""
    from gradatim.sandbox.default_launcher import require_confinement
    from gradatim.sandbox.failure import ConfinementRefused
    from gradatim.sandbox.probe import probe

    found = probe()
    try:
        require_confinement()
    except ConfinementRefused as refused:
        return ConfinementFacts(found.mode, found.reason, str(refused))
    return ConfinementFacts(found.mode, found.reason, "")


def check_confinement(facts: ConfinementFacts) -> list[Check]:
    """Judge the facts."""
    title = "Sandbox"
    if facts.refusal:
        expected, _, rest = facts.refusal.partition(" Received: ")
        received, _, mend = rest.partition(" Next: ")
        return [
            problem(
                "sandbox",
                title,
                received=received.removesuffix(".") or f"mode {facts.mode}: {facts.reason}",
                expected=expected.removeprefix("Expected ").removesuffix("."),
                next_step=mend or "docs/threat-model.md",
            )
        ]
    if facts.mode is SandboxMode.FULL:
        return [well("sandbox", title, "full: every layer holds")]
    return [
        warning(
            "sandbox",
            title,
            received=f"{facts.mode}: {facts.reason}",
            expected="full, as wherever models of others are run",
            next_step="run Gradatim on Linux with user namespaces, or in Docker; "
            "docs/threat-model.md says what is missing",
        )
    ]
