"""How strictly a model was confined while it ran."""

from __future__ import annotations

from enum import StrEnum


class SandboxMode(StrEnum):
    """Part of every result, so that nobody mistakes an unconfined run for a safe one."""

    FULL = "full"
    """All layers: namespaces, an empty root folder, Landlock, seccomp, resource limits, no privileges."""
    REDUCED = "reduced"
    """Landlock, seccomp, resource limits and no privileges, where the system allows no namespaces."""
    NONE = "none"
    """A process of its own with a memory limit; for one's own models only."""

    def is_at_least(self, least: SandboxMode) -> bool:
        """Whether this mode confines as strictly as another."""
        order = list(SandboxMode)
        return order.index(self) <= order.index(least)
