"""A cold `pytest` file: the plainest grader there is."""

from __future__ import annotations

import shutil
from contextlib import AbstractContextManager
from pathlib import Path
from textwrap import indent
from types import TracebackType

from benchmarks.commands import run_command
from benchmarks.grading.contender import Graded
from benchmarks.grading.environments import make_environment
from benchmarks.grading.peers.answer import LOAD, METRIC_FILE, measure, passes, read_metric
from benchmarks.grading.workload import MadeCase

COLUMN = "`pytest`"


class PytestFile(AbstractContextManager["PytestFile"]):
    """One folder a submission, with the model, the rows and a test file.

    Args:
        folder: Where the submissions are.
        cache: Where the environment is.
    """

    name = COLUMN
    is_slow = True

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._environment = make_environment("pytest", cache, folder / "home")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays behind."""

    def grade(self, made: MadeCase, model: Path) -> Graded:
        """Run pytest on a folder of its own."""
        folder = self._folder / model.stem
        folder.mkdir()
        shutil.copy(model, folder / "model.keras")
        (folder / "rows.npz").symlink_to(made.rows)
        metric_file = folder / METRIC_FILE
        body = f"{LOAD}\n{measure(made, metric_file)}\nassert {passes(made)}\n"
        test = f"def test_model() -> None:\n{indent(body, '    ')}"
        (folder / "test_model.py").write_text(test, encoding="utf-8")
        done = run_command(
            [self._environment.program("pytest"), "-q", "test_model.py"],
            cwd=folder,
            environment=self._environment.variables,
        )
        return Graded(read_metric(metric_file), {COLUMN: done.timing})
