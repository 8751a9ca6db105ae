"""Gradatim: open certification for TensorFlow skills."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__version__ = "0.1.0"


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Load the magics of a notebook; IPython calls this for `%load_ext gradatim`."""
    from gradatim.notebook.extension import load

    load(shell)


def unload_ipython_extension(shell: InteractiveShell) -> None:  # noqa: ARG001 - IPython gives it
    """Take the magics away; IPython calls this for `%unload_ext gradatim`."""
    from gradatim.notebook.extension import unload

    unload()
