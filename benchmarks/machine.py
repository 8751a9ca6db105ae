"""The machine that figures come from, without its name."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version


def machine() -> str:
    """Describe this machine and how busy it is now."""
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}, "
        f"Keras {version('keras')}; load average when it began: {load:.1f}"
    )
