"""Packages that no model needs, and those that a learner's scripts do."""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import suppress
from typing import Final

STUDY: Final = "GRADATIM_STUDY"
"""Environment variable that is set where scripts of a learner run."""

# Keras and pandas import these when they can. That costs as much time as TensorFlow itself, and pyarrow starts a
# thread, after which a process must not fork.
BLOCKED = ("IPython", "matplotlib", "pandas", "pyarrow", "scipy", "sklearn", "tensorboard")
STUDIED = ("matplotlib", "pandas", "scipy")
_IMPORTED_FOR_STUDY = (
    "matplotlib.backends.backend_agg",
    "matplotlib.pyplot",
    "pandas",
    "scipy.ndimage",
    "PIL.Image",
    "tensorflow_datasets",
)


def block_imports() -> None:
    """Make importing what nobody needs here fail as if it were not installed."""
    needed = STUDIED if STUDY in os.environ else ()
    sys.modules.update({name: None for name in BLOCKED if name not in needed})  # type: ignore[misc]


def import_studied() -> None:
    """Import what learners' scripts import, where they run and as far as it is installed."""
    if STUDY not in os.environ:
        return
    for name in _IMPORTED_FOR_STUDY:
        with suppress(ImportError):
            importlib.import_module(name)
