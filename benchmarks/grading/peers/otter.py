"""`otter run`: a submission in a zip file, graded by an autograder in a zip file."""

from __future__ import annotations

import json
import shutil
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from benchmarks.commands import CommandFailedError, run_command
from benchmarks.grading.contender import Graded
from benchmarks.grading.environments import make_environment
from benchmarks.grading.peers.answer import LOAD, METRIC_FILE, code_cell, measure, notebook, passes, read_metric
from benchmarks.grading.workload import MadeCase

COLUMN = "`otter run`"
_SHOWN = 1000


class OtterRun(AbstractContextManager["OtterRun"]):
    """One autograder a case, made by `otter generate`; the notebook loads the model, the one test predicts with it.

    Args:
        folder: Where assignments and submissions are.
        cache: Where the environment is.
    """

    name = COLUMN
    is_slow = True

    def __init__(self, folder: Path, cache: Path) -> None:
        self._folder = folder
        self._environment = make_environment("otter", cache, folder / "home")
        self._autograders: dict[str, Path] = {}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing stays behind."""

    def grade(self, made: MadeCase, model: Path) -> Graded:
        """Run otter on a zip file with a notebook and the model."""
        autograder = self._autograder(made)
        folder = self._folder / model.stem
        folder.mkdir()
        submission = folder / "submission.zip"
        with zipfile.ZipFile(submission, "w") as archive:
            archive.write(model, "model.keras")
            archive.writestr("answer.ipynb", notebook([code_cell("answer", LOAD)]))
        done = run_command(
            [self._environment.program("otter"), "run", "-a", autograder, "-o", folder, "--no-logo", submission],
            cwd=folder,
            environment=self._environment.variables,
        )
        results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        if lost := [test for test in results["tests"] if test.get("score") != test.get("max_score")]:
            raise CommandFailedError(f"Expected full points from otter. Received: {lost[0]['output'][:_SHOWN]}")
        return Graded(read_metric(self._metric_file), {COLUMN: done.timing})

    @property
    def _metric_file(self) -> Path:
        return self._folder / METRIC_FILE

    def _autograder(self, made: MadeCase) -> Path:
        """Make the autograder of a case, once and not measured."""
        if made.case.id not in self._autograders:
            folder = self._folder / made.case.id
            (folder / "tests").mkdir(parents=True)
            (folder / "tests" / "hidden_rows.py").write_text(self._test(made), encoding="utf-8")
            shutil.copy(made.rows, folder / "rows.npz")
            (folder / "requirements.txt").touch()
            otter = self._environment.program("otter")
            command = [otter, "generate", "-t", "tests", "-o", "autograder.zip", "rows.npz"]
            run_command(command, cwd=folder, environment=self._environment.variables)
            self._autograders[made.case.id] = folder / "autograder.zip"
        return self._autograders[made.case.id]

    def _test(self, made: MadeCase) -> str:
        statements = _as_doctest(measure(made, self._metric_file))
        code = "\n".join([*statements, f">>> {passes(made)}", "True"])
        case = {"code": code, "hidden": False, "locked": False}
        suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
        test = {"name": "hidden_rows", "points": 1, "suites": [suite]}
        return f"OK_FORMAT = True\n\ntest = {test!r}\n"


def _as_doctest(source: str) -> list[str]:
    """Return the lines of a program as a doctest has them."""
    return [f"... {line}" if line.startswith(" ") else f">>> {line}" for line in source.splitlines() if line]
