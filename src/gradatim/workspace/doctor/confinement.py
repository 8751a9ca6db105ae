"""The sandbox: how strictly models can be confined here, and is that as strict as the settings demand?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gradatim.sandbox.mode import SandboxMode
from gradatim.workspace.doctor.report import Check, problem, warning, well

_CONTAINER_MARKS = (Path("/.dockerenv"), Path("/run/.containerenv"))
"""What Docker and Podman put into a container."""
_IN_A_CONTAINER = "start the container with --security-opt seccomp=unconfined --security-opt apparmor=unconfined"


@dataclass(frozen=True)
class ConfinementFacts:
    """What was tried.

    Args:
        mode: The strictest mode that works here.
        reason: Why it is not stricter; empty for `full`.
        refusal: What the grader says instead of running a model; empty when it runs models.
        container: Whether this is a container of Docker or Podman, whose own list of system calls may be the reason.
    """

    mode: SandboxMode
    reason: str
    refusal: str
    container: bool = False


def read_confinement() -> ConfinementFacts:
    """Try it, in a process of its own."""
    from gradatim.sandbox.default_launcher import require_confinement
    from gradatim.sandbox.failure import ConfinementRefused
    from gradatim.sandbox.probe import probe

    found, container = probe(), any(mark.exists() for mark in _CONTAINER_MARKS)
    try:
        require_confinement()
    except ConfinementRefused as refused:
        return ConfinementFacts(found.mode, found.reason, str(refused), container)
    return ConfinementFacts(found.mode, found.reason, "", container)


def check_confinement(facts: ConfinementFacts) -> list[Check]:
    """Judge the facts."""
    title = "Sandbox"
    if facts.refusal:
        expected, _, rest = facts.refusal.partition(" Received: ")
        received, _, mend = rest.partition(" Next: ")
        if facts.container:
            mend = f"{_IN_A_CONTAINER}. {mend.partition('. ')[2]}".rstrip()
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
    mend = _IN_A_CONTAINER if facts.container else "run Gradatim on Linux with user namespaces, or in Docker"
    return [
        warning(
            "sandbox",
            title,
            received=f"{facts.mode}: {facts.reason}",
            expected="full, as wherever models of others are run",
            next_step=f"{mend}; docs/threat-model.md says what is missing",
        )
    ]
