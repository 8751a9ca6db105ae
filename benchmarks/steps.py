"""Shows on standard error what is being measured: a progress bar on a terminal, a line a step elsewhere."""

from __future__ import annotations

from contextlib import AbstractContextManager
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn


class Steps(AbstractContextManager["Steps"]):
    """The progress of the whole benchmark, one bar a section."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        self._bars = Progress(*columns, TimeElapsedColumn(), console=self._console)
        self._name = ""

    def __enter__(self) -> Steps:
        if self._console.is_terminal:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def begin(self, name: str, steps: int) -> None:
        """Begin a section that has so many steps."""
        self._name = name
        self._bars.add_task(name, total=steps)

    def step(self, what: str) -> None:
        """Say what is being done now; the step before it is done."""
        bar = self._bars.tasks[-1]
        if self._console.is_terminal:
            advance = 1 if bar.description != self._name else 0
            self._bars.update(bar.id, description=f"{self._name}: {what}", advance=advance)
        else:
            self._console.print(f"{self._name}: {what}", markup=False, highlight=False)

    def end(self) -> None:
        """End the section."""
        bar = self._bars.tasks[-1]
        self._bars.update(bar.id, description=self._name, completed=bar.total)
