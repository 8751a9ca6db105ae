"""The machine that figures come from, without its name."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """Describe this machine and how busy it is now."""
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}, "
        f"Keras {version('keras')}; load average when it began: {load:.1f}{_priority()}"
    )


def _priority() -> str:
    """Say so when Linux schedules this session before or after others, as `echo -16 > /proc/self/autogroup` does."""
    try:
        niceness = int(Path("/proc/self/autogroup").read_text(encoding="ascii").rpartition(" ")[2])
    except (OSError, ValueError):
        return ""
    if niceness == 0:
        return ""
    return f", what is measured coming {'before' if niceness < 0 else 'after'} other programs (nice {niceness})"
