"""`%load_ext gradatim`: the magics `%check`, `%hint`, `%submit` and `%status` of a notebook."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from gradatim.errors import UserError
from gradatim.notebook.ran_cells import RanCells
from gradatim.notebook.views.trouble import ErrorView
from gradatim.notebook.views.view import View

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell


class Magics:
    """The magics of one kernel.

    Args:
        shell: Its IPython shell.
        folder: Where the kernel was started; the notebook may go elsewhere with `%cd` and still be found.
    """

    def __init__(self, shell: InteractiveShell, folder: Path) -> None:
        self._shell = shell
        self._folder = folder
        self._ran = RanCells()
        self._all: dict[str, Callable[[str], View]] = {
            "check": self.check,
            "hint": self.hint,
            "submit": self.submit,
            "status": self.status,
        }

    def check(self, line: str) -> View:
        """Check the answer in this notebook: the code cells above %check, each as you last ran or saved it."""
        from gradatim.notebook.check import check

        return _answered(lambda: check(self._shell, self._folder, self._ran, line.strip()))

    def hint(self, line: str) -> View:
        """Show the next hint of this drill: first a nudge, then nearly the answer."""
        from gradatim.notebook.check import hint

        return _answered(lambda: hint(self._folder, line.strip()))

    def submit(self, line: str) -> View:
        """Hand in model.keras of this folder and see its score: %submit [CATEGORY] [FILE]."""
        from gradatim.notebook.submit import submit

        return _answered(lambda: submit(self._shell, self._folder, shlex.split(line)))

    def status(self, line: str) -> View:  # noqa: ARG002 - IPython gives every magic its line
        """Show time left, scores and total of the exam; in practice, what passes and what comes next."""
        from gradatim.notebook.submit import status

        return _answered(lambda: status(self._folder))

    def register(self) -> None:
        """Make the magics known, and begin to remember the cells that run."""
        for name, magic in self._all.items():
            # IPython's own annotation of this method takes a shell for the function.
            self._shell.register_magic_function(magic, "line", name)  # type: ignore[arg-type]
        self._shell.events.register("pre_run_cell", self._ran.note)

    def unregister(self) -> None:
        """Take the magics away again."""
        self._shell.events.unregister("pre_run_cell", self._ran.note)
        for name in self._all:
            self._shell.magics_manager.magics["line"].pop(name, None)


_loaded: list[Magics] = []


def load(shell: InteractiveShell) -> None:
    """Load the magics into a shell."""
    magics = Magics(shell, Path.cwd())
    magics.register()
    _loaded.append(magics)


def unload() -> None:
    """Take the magics away again, as `%reload_ext` and `%unload_ext` want it."""
    while _loaded:
        _loaded.pop().unregister()


def _answered(ask: Callable[[], View]) -> View:
    try:
        return ask()
    except UserError as error:
        return ErrorView(error)
