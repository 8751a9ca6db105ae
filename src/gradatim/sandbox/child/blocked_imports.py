"""Packages that no model needs."""

from __future__ import annotations

import sys

# Keras imports these when it can, which costs as much time as TensorFlow itself.
BLOCKED = ("IPython", "matplotlib", "pandas", "scipy", "sklearn", "tensorboard")


def block_imports() -> None:
    """Make importing them fail as if they were not installed."""
    sys.modules.update(dict.fromkeys(BLOCKED))  # type: ignore[arg-type]
