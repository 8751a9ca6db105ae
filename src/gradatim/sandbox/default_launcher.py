"""Chooses how models run in this process, once."""

from __future__ import annotations

import atexit
import sys
import threading

from gradatim.sandbox.cold_launcher import ColdLauncher
from gradatim.sandbox.failure import ConfinementRefused
from gradatim.sandbox.launcher import Launcher
from gradatim.sandbox.mode import SandboxMode
from gradatim.sandbox.probe import Confinement, probe
from gradatim.sandbox.warm_launcher import WarmLauncher
from gradatim.settings import settings

_lock = threading.Lock()
_warm: dict[tuple[SandboxMode, bool], WarmLauncher] = {}


def default_launcher() -> Launcher:
    """Return what brings a process to life for a model: the fork server of this process where models can be confined.

    Returns:
        A launcher that all threads share.

    Raises:
        ConfinementRefused: This machine cannot confine models as strictly as the setting `sandbox` demands.
    """
    return _launcher(require_confinement(), study=False)


def require_confinement() -> SandboxMode:
    """Return how strictly models are confined here, if that is as strictly as the settings demand.

    Where exams certify, that is `full`, whatever the setting `sandbox` says, unless the operator has written down why
    not in the setting `sandbox_override_reason`.

    Raises:
        ConfinementRefused: This machine cannot confine models so strictly.
    """
    if sys.platform == "win32":
        raise ConfinementRefused("Expected Linux or macOS. Received: Windows. Next: run Gradatim in WSL2 or Docker")
    current, confinement = settings(), probe()
    demanded = current.certifies and not current.sandbox_override_reason.strip()
    least = SandboxMode.FULL if demanded else SandboxMode(current.sandbox)
    if not confinement.mode.is_at_least(least):
        raise ConfinementRefused(_refusal(confinement, least, certifies=demanded))
    return confinement.mode


def study_launcher() -> Launcher:
    """Return what brings a process to life for a learner's own script, which may import matplotlib and the like.

    Returns:
        A launcher that all threads share, as strict as this machine allows: whoever runs the script wrote it.
    """
    return _launcher(SandboxMode.NONE if sys.platform == "win32" else probe().mode, study=True)


def _launcher(mode: SandboxMode, *, study: bool) -> Launcher:
    if mode is SandboxMode.NONE:
        return ColdLauncher(study=study)
    with _lock:
        if (mode, study) not in _warm:
            launcher = WarmLauncher(mode, spares=settings().sandbox_spares, study=study)
            atexit.register(launcher.close)
            _warm[mode, study] = launcher
        return _warm[mode, study]


def _refusal(confinement: Confinement, least: SandboxMode, *, certifies: bool) -> str:
    otherwise = (
        "To certify all the same, set GRADATIM_SANDBOX and write the reason into GRADATIM_SANDBOX_OVERRIDE_REASON"
        if certifies
        else f"For your own models only, set GRADATIM_SANDBOX={confinement.mode}"
    )
    return (
        f"Expected a machine that confines models: mode {least}. Received: mode {confinement.mode}, because "
        f"{confinement.reason}. Next: run Gradatim on Linux with user namespaces; on macOS and Windows, in Docker or "
        f"WSL2. {otherwise}"
    )
