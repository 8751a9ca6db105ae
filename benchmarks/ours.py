"""An installation of Gradatim for measuring: its own home folder, its own worker, nothing left behind."""

from __future__ import annotations

import os
import sys
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from benchmarks.commands import CommandFailedError, Finished, run_command
from benchmarks.process_tree import end_tree

ROOT = Path(__file__).parent.parent


class Installation(AbstractContextManager["Installation"]):
    """Runs `gradatim` in a home folder of its own. Leaving the context ends the background worker.

    Args:
        home: Its home folder.
        content: The bank. Defaults to the one that ships.
    """

    def __init__(self, home: Path, content: Path | None = None) -> None:
        self._home = home
        self._content = content

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end_worker(self._home)

    def gradatim(self, *arguments: str | Path, cwd: Path = ROOT) -> Finished:
        """Run a command of ours.

        Raises:
            CommandFailedError: It did not end well.
        """
        ours = {"GRADATIM_HOME": str(self._home), "GRADATIM_WORKER_IDLE_SECONDS": "3600"}
        if self._content is not None:
            ours["GRADATIM_CONTENT"] = str(self._content)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GRADATIM_")} | ours
        return run_command([sys.executable, "-m", "gradatim", *arguments], cwd=cwd, environment=environment)

    @property
    def worker(self) -> int:
        """Id of the background worker.

        Raises:
            CommandFailedError: There is none.
        """
        workers = _workers(self._home)
        if len(workers) != 1:
            raise CommandFailedError(f"Expected one worker in {self._home}. Received: {workers}")
        return workers[0]


def end_worker(home: Path) -> None:
    """End the background worker of a home folder and all that it started. Harmless when there is none."""
    for pid in _workers(home):
        end_tree(pid)


def _workers(home: Path) -> list[int]:
    # A worker's file is named host:process:start time, and goes when the worker ends.
    pids = [int(path.name.split(":")[-2]) for path in (home / "workers").glob("*:*:*.lock")]
    return [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def renamed_copy(model: Path, target: Path, label: str) -> Path:
    """Copy a model with another archive comment: the same model, another hash, so it is graded and not looked up."""
    target.write_bytes(model.read_bytes())
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = label.encode()
    return target
