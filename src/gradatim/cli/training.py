"""A progress display for training: what is being trained, and its epochs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from gradatim.bank.answers import Epoch


@dataclass
class TrainingDisplay:
    """One line: a name, a bar over the epochs, the time."""

    progress: Progress
    line: TaskID
    named: str = field(default="")

    def show(self, what: str, epoch: Epoch | None) -> None:
        """Show what is going on; `epoch` while training."""
        if what != self.named:
            self.named = what
            self.progress.reset(self.line, description=what, total=None)
        if epoch is not None:
            # Keras announces an epoch as it begins, so one fewer is done.
            self.progress.update(
                self.line,
                description=f"{what}, epoch {epoch.number} of {epoch.total}",
                completed=epoch.number - 1,
                total=epoch.total,
            )


@contextmanager
def training_display(console: Console) -> Iterator[TrainingDisplay]:
    """Show progress while the block runs; nothing is drawn where the console is not a terminal."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(bar_width=30), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield TrainingDisplay(progress, progress.add_task("", total=None))
