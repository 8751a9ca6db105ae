"""Gradatim: open certification for TensorFlow skills."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__version__ = "0.1.0"

# By name: the package stands on the lowest floor, and everything that asks for its version would stand on notebooks.
_MAGICS = "gradatim.notebook.extension"


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Load the magics of a notebook; IPython calls this for `%load_ext gradatim`."""
    importlib.import_module(_MAGICS).load(shell)


def unload_ipython_extension(shell: InteractiveShell) -> None:  # noqa: ARG001 - IPython gives it
    """Take the magics away; IPython calls this for `%unload_ext gradatim`."""
    importlib.import_module(_MAGICS).unload()
